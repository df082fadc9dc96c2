package org.tessera.endtoend.journey;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.tessera.endtoend.world.World;

/** A file system of 64 MiB in memory, mounted for the test, with a tablespace on it that holds the outbox. */
final class SmallFileSystem implements FullDisk {
    private static final String TABLESPACE = "small_disk";
    private static final byte[] BLOCK = new byte[4096];

    private final World world;
    private final String database;
    private final Path folder;
    private final Path filler;

    SmallFileSystem(World world, String database) throws IOException, SQLException {
        this.world = world;
        this.database = database;
        this.folder = Files.createTempDirectory("tessera-small-disk");
        this.filler = folder.resolve("filler");
        Command.run(mount(folder));
        try {
            moveTheOutbox();
        } catch (IOException | SQLException e) {
            leaveNothing(e);
            throw e;
        }
    }

    private void moveTheOutbox() throws IOException, SQLException {
        Path data = Files.createDirectory(folder.resolve("data"));
        statement("CREATE TABLESPACE " + TABLESPACE + " LOCATION '" + data + "'");
        statement("ALTER TABLE outbox SET TABLESPACE " + TABLESPACE);
        // Rows that were deleted leave room inside the file, which a full disk would not take away.
        statement("VACUUM FULL outbox");
    }

    private void leaveNothing(Exception why) {
        try {
            close();
        } catch (IOException | SQLException e) {
            why.addSuppressed(e);
        }
    }

    /** Tried out, since no file says it: root in a container may lack the right, and others may have it by sudo. */
    static boolean mayMount() throws IOException {
        Path folder = Files.createTempDirectory("tessera-may-mount");
        try {
            boolean mounted = Command.works(mount(folder));
            if (mounted) {
                Command.run(asRoot("umount", folder.toString()));
            }
            return mounted;
        } catch (IOException noSuchCommand) {
            return false;
        } finally {
            Files.delete(folder);
        }
    }

    private static List<String> mount(Path folder) throws IOException {
        String owner =
                "uid=" + Files.getAttribute(folder, "unix:uid") + ",gid=" + Files.getAttribute(folder, "unix:gid");
        return asRoot("mount", "-t", "tmpfs", "-o", "size=64m,mode=700," + owner, "tmpfs", folder.toString());
    }

    private static List<String> asRoot(String... words) {
        List<String> command = new ArrayList<>();
        if (!System.getProperty("user.name").equals("root")) {
            command.addAll(List.of("sudo", "-n"));
        }
        command.addAll(List.of(words));
        return command;
    }

    @Override
    public void fill() throws IOException {
        try (OutputStream out = Files.newOutputStream(filler)) {
            while (folder.toFile().getUsableSpace() > 0) {
                out.write(BLOCK);
            }
        }
    }

    @Override
    public void free() throws IOException {
        Files.delete(filler);
    }

    @Override
    public void close() throws IOException, SQLException {
        try {
            Files.deleteIfExists(filler);
            statement("ALTER TABLE outbox SET TABLESPACE pg_default");
            statement("DROP TABLESPACE IF EXISTS " + TABLESPACE);
        } finally {
            // Lazily, since a file that the server still holds open must not keep the mount.
            Command.run(asRoot("umount", "--lazy", folder.toString()));
            Files.delete(folder);
        }
    }

    private void statement(String sql) throws SQLException {
        try (Connection connection = world.postgres().administrator(database);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Override
    public String toString() {
        return "a file system of 64 MiB";
    }
}
