package org.tessera.endtoend.world;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;

/** PostgreSQL from zonky's binaries: one database and one role, which owns it, per service. */
public final class Postgres implements Server {
    private final Places places;
    private final Secrets secrets;
    private final ServerProcess process;
    private final Path binaries;
    private final Path data;

    /** PostgreSQL of these places. */
    public Postgres(Places places, Secrets secrets) {
        this.places = places;
        this.secrets = secrets;
        this.process = new ServerProcess(places, "postgres");
        this.binaries = places.home().resolve("postgres-binaries");
        this.data = places.home().resolve("postgres");
    }

    @Override
    public ServerProcess process() {
        return process;
    }

    @Override
    public void start() throws Exception {
        unpack();
        boolean fresh = !Files.exists(data.resolve("PG_VERSION"));
        if (fresh) {
            initialise();
        }
        process.start(
                asNobody(List.of(
                        binaries.resolve("bin/postgres").toString(),
                        "-D",
                        data.toString(),
                        "-p",
                        Integer.toString(Ports.POSTGRES),
                        "-c",
                        "listen_addresses=127.0.0.1",
                        "-c",
                        "unix_socket_directories=",
                        "-c",
                        "max_connections=200",
                        "-c",
                        "log_statement=none",
                        "-c",
                        // A failed statement's detail shows the row.
                        "log_error_verbosity=terse")),
                Map.of());
        Await.until(process, () -> {
            try (Connection connection = administrator("postgres")) {
                return connection.isValid(2);
            }
        });
        if (fresh) {
            createDatabases();
        }
    }

    /** The JDBC address of a service's database. */
    public static String url(String database) {
        return "jdbc:postgresql://127.0.0.1:" + Ports.POSTGRES + "/" + database;
    }

    /** Password of a service's role. */
    public String password(String database) {
        return secrets.of("TESSERA_DATABASE_" + database.toUpperCase(Locale.ROOT));
    }

    /** A connection to a service's database in its own role: for tests that look inside. */
    public Connection connect(String database) throws SQLException {
        return DriverManager.getConnection(url(database), database, password(database));
    }

    /** A connection of the super user, who may move a table to another disk: for tests. */
    public Connection administrator(String database) throws SQLException {
        return DriverManager.getConnection(url(database), "postgres", password("postgres"));
    }

    private void createDatabases() throws SQLException {
        try (Connection connection = administrator("postgres");
                Statement statement = connection.createStatement()) {
            for (ServiceSpec service : ServiceSpec.all()) {
                String name = service.database();
                statement.execute("CREATE ROLE " + name + " LOGIN PASSWORD '" + password(name) + "'");
                statement.execute("CREATE DATABASE " + name + " OWNER " + name);
                statement.execute("REVOKE ALL ON DATABASE " + name + " FROM PUBLIC");
            }
            statement.execute("REVOKE ALL ON DATABASE postgres FROM PUBLIC");
        }
    }

    private void initialise() throws IOException, InterruptedException {
        Path passwordFile = places.home().resolve("postgres.password");
        Secrets.writePrivately(passwordFile, password("postgres") + "\n");
        try {
            List<String> command = List.of(
                    binaries.resolve("bin/initdb").toString(),
                    "-D",
                    data.toString(),
                    "-U",
                    "postgres",
                    "-A",
                    "scram-sha-256",
                    "--pwfile=" + passwordFile,
                    "-E",
                    "UTF8",
                    "--no-locale");
            if (!process.prepare(asNobody(command), Map.of(), Duration.ofMinutes(2))) {
                throw new Trouble("PostgreSQL could not make its data folder." + Await.tail(process));
            }
        } finally {
            Files.deleteIfExists(passwordFile);
        }
    }

    /** PostgreSQL refuses to run as root: there it runs as nobody in a user namespace of its own. */
    private static List<String> asNobody(List<String> command) {
        if (!System.getProperty("user.name").equals("root")) {
            return command;
        }
        List<String> words = new ArrayList<>(List.of("unshare", "-U"));
        words.addAll(command);
        return words;
    }

    private void unpack() throws IOException {
        if (Files.exists(binaries.resolve("bin/postgres"))) {
            return;
        }
        Path partial = places.home().resolve("postgres-binaries.partial");
        Folders.delete(partial);
        String resource = "/postgres-" + system() + ".txz";
        try (InputStream in = Postgres.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new Trouble("There are no PostgreSQL binaries for this system (" + resource + ").");
            }
            try (TarArchiveInputStream tar =
                    new TarArchiveInputStream(new XZCompressorInputStream(new BufferedInputStream(in)))) {
                extract(tar, partial);
            }
        }
        Files.move(partial, binaries);
    }

    private static String system() {
        String machine = System.getProperty("os.arch").equals("aarch64") ? "arm_64" : "x86_64";
        return (System.getProperty("os.name").startsWith("Mac") ? "darwin-" : "linux-") + machine;
    }

    private static void extract(TarArchiveInputStream tar, Path folder) throws IOException {
        for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
            Path target = folder.resolve(entry.getName()).normalize();
            if (!target.startsWith(folder)) {
                throw new IOException("an archive entry leaves its folder");
            }
            if (entry.isDirectory()) {
                Files.createDirectories(target);
                continue;
            }
            Files.createDirectories(target.getParent());
            if (entry.isSymbolicLink()) {
                Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
            } else {
                Files.copy(tar, target);
                if ((entry.getMode() & 0100) != 0) {
                    Set<PosixFilePermission> permissions = new HashSet<>(Files.getPosixFilePermissions(target));
                    permissions.add(PosixFilePermission.OWNER_EXECUTE);
                    permissions.add(PosixFilePermission.GROUP_EXECUTE);
                    permissions.add(PosixFilePermission.OTHERS_EXECUTE);
                    Files.setPosixFilePermissions(target, permissions);
                }
            }
        }
    }
}
