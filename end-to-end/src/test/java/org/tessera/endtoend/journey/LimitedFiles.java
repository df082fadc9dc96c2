package org.tessera.endtoend.journey;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Stream;
import org.tessera.endtoend.world.World;

/**
 * PostgreSQL may not let a file grow beyond the size that the outbox has by now: to PostgreSQL that is a full disk (it
 * ignores SIGXFSZ for that purpose), and it needs no right to mount. The outbox is made larger than every other table and
 * than a segment of the log, so that it alone is hit.
 */
final class LimitedFiles implements FullDisk {
    private static final long BYTES = 24L << 20;
    private static final int PAYLOAD = 1536;

    private final World world;
    private final String database;

    LimitedFiles(World world, String database) throws SQLException {
        this.world = world;
        this.database = database;
        // Published, as far as the relay can see, and too short to be compressed or kept elsewhere.
        statement("INSERT INTO outbox (event_id, channel, message_key, headers, payload, created_at, published_at)"
                + " SELECT gen_random_uuid(), 'filler', 'filler', '{}', decode(repeat('00', " + PAYLOAD
                + "), 'hex'), now(), now() FROM generate_series(1, " + BYTES / PAYLOAD + ")");
    }

    @Override
    public void fill() throws IOException, SQLException {
        limit(Long.toString(size()));
    }

    @Override
    public void free() throws IOException {
        limit("unlimited");
    }

    private long size() throws SQLException {
        try (Connection connection = world.postgres().administrator(database);
                Statement statement = connection.createStatement();
                var row = statement.executeQuery("SELECT pg_relation_size('outbox')")) {
            row.next();
            return row.getLong(1);
        }
    }

    /** For the postmaster, whose children inherit it, and for every backend that is there already. */
    private void limit(String bytes) throws IOException {
        ProcessHandle postmaster = world.postgres().process().handle().orElseThrow();
        List<Long> all = Stream.concat(Stream.of(postmaster), postmaster.descendants())
                .map(ProcessHandle::pid)
                .toList();
        for (long pid : all) {
            Command.works(List.of("prlimit", "--pid", Long.toString(pid), "--fsize=" + bytes + ":"));
        }
    }

    @Override
    public void close() throws IOException, SQLException {
        free();
        statement("DELETE FROM outbox WHERE channel = 'filler'");
    }

    private void statement(String sql) throws SQLException {
        try (Connection connection = world.postgres().administrator(database);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Override
    public String toString() {
        return "a limit on the size of files";
    }
}
