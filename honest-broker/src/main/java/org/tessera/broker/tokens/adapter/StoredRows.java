package org.tessera.broker.tokens.adapter;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.tessera.broker.tokens.Reencryption;
import org.tessera.broker.tokens.Renewal;
import org.tessera.broker.tokens.StorageKeys;
import org.tessera.contracts.Domain;
import org.tessera.messaging.Sql;

/**
 * Re-encrypts rows in PostgreSQL, some pages of the table at a time: one walk through it, whatever is written meanwhile. New
 * versions of rows go to its end or to freed places; they are current already.
 */
@ApplicationScoped
public class StoredRows implements Reencryption {
    /** Some ten thousand records of five tokens. */
    static final int PAGES = 256;

    private static final String LOCK = "SELECT pg_try_advisory_xact_lock(hashtextextended('storage rotation', 0))";

    private final Sql sql;
    private final StorageKeys keys;
    private final HashKeyTable hashKeys;

    /** With these keys. */
    public StoredRows(Sql sql, StorageKeys keys, HashKeyTable hashKeys) {
        this.sql = sql;
        this.keys = keys;
        this.hashKeys = hashKeys;
    }

    /**
     * A table of rows that are encrypted.
     *
     * @param name its name
     * @param content the column that is encrypted
     * @param renewing makes the current content of a row
     */
    private record Table(String name, String content, Renewing renewing) {}

    @FunctionalInterface
    private interface Renewing {
        byte[] of(Renewal renewal, ResultSet row) throws SQLException;
    }

    private static final List<Table> TABLES = List.of(
            new Table(
                    "token_record",
                    "tokens",
                    (renewal, row) ->
                            renewal.tokens(domain(row), row.getString("storage_epoch"), row.getBytes("tokens"))),
            new Table(
                    "encoding",
                    "sealed",
                    (renewal, row) -> renewal.encoding(
                            domain(row),
                            row.getString("reference"),
                            row.getString("storage_epoch"),
                            row.getBytes("sealed"))));

    @Override
    public void toCurrent(Set<String> older) {
        boolean ours = inTransaction(() -> hashKeys.toCurrent(older));
        Renewal renewal = new Renewal(keys);
        for (Table table : TABLES) {
            long pages = sql.count(
                    "SELECT pg_relation_size('" + table.name() + "') / current_setting('block_size')::bigint");
            for (long page = 0; ours && page < pages; page += PAGES) {
                long from = page;
                ours = inTransaction(() -> move(table, from, older, renewal));
            }
        }
    }

    /** One replica at a time: false, and nothing done, when another one is at it. */
    private boolean inTransaction(Runnable work) {
        return QuarkusTransaction.joiningExisting().call(() -> {
            boolean ours = sql.first(LOCK, row -> row.getBoolean(1)).orElseThrow();
            if (ours) {
                work.run();
            }
            return ours;
        });
    }

    /**
     * Moves the rows in these pages. They are locked, so that they are the same, and at the same place, when they are
     * written; those that others have locked are left out, because these may be waiting for ours.
     */
    private void move(Table table, long page, Set<String> older, Renewal renewal) {
        List<String> places = new ArrayList<>();
        List<byte[]> contents = new ArrayList<>();
        sql.each(
                "SELECT ctid::text AS place, domain, reference, storage_epoch, " + table.content() + " FROM "
                        + table.name()
                        + " WHERE ctid >= ?::tid AND ctid < ?::tid AND storage_epoch = ANY (?) FOR UPDATE SKIP LOCKED",
                row -> {
                    places.add(row.getString("place"));
                    contents.add(table.renewing().of(renewal, row));
                },
                "(" + page + ",0)",
                "(" + (page + PAGES) + ",0)",
                List.copyOf(older));
        if (!places.isEmpty()) {
            sql.exists("SELECT set_config('tessera.reencrypting', 'on', true)");
            sql.with(connection -> write(connection, table, places, contents));
        }
    }

    private long write(Connection connection, Table table, List<String> places, List<byte[]> contents)
            throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(
                "UPDATE " + table.name() + " held SET storage_epoch = ?, "
                        + table.content() + " = renewed.content"
                        + " FROM unnest(?::text[]::tid[], ?::bytea[]) AS renewed (place, content) WHERE held.ctid = renewed.place")) {
            update.setString(1, keys.currentEpoch());
            update.setArray(2, connection.createArrayOf("text", places.toArray()));
            update.setArray(3, connection.createArrayOf("bytea", contents.toArray(byte[][]::new)));
            return update.executeLargeUpdate();
        }
    }

    private static Domain domain(ResultSet row) throws SQLException {
        return Domain.valueOf(row.getString("domain"));
    }
}
