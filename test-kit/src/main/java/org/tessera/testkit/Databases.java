package org.tessera.testkit;

import com.github.dockerjava.api.model.ExposedPort;
import com.github.dockerjava.api.model.PortBinding;
import com.github.dockerjava.api.model.Ports;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Locale;
import java.util.Objects;
import org.testcontainers.postgresql.PostgreSQLContainer;
import org.testcontainers.utility.DockerImageName;

/** PostgreSQL for tests: embedded binaries, or a container that is published on 127.0.0.1. */
final class Databases {
    private static final String SUPER_USER = "postgres";
    private static final int PORT = 5432;
    // A start takes a second, and several of a machine that tests other modules too.
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final String host;
    private final int port;
    private final String password;
    private final Runnable stop;

    private Databases(String host, int port, String password, Runnable stop) {
        this.host = host;
        this.port = port;
        this.password = password;
        this.stop = stop;
    }

    static Databases start() {
        return Containers.wanted() ? container() : embedded();
    }

    private static Databases embedded() {
        try {
            EmbeddedPostgres postgres = EmbeddedPostgres.builder()
                    .setPort(FreePorts.next())
                    .setPGStartupWait(PATIENCE)
                    .setServerConfig("listen_addresses", "127.0.0.1")
                    .setServerConfig("fsync", "off")
                    .start();
            return new Databases("127.0.0.1", postgres.getPort(), SUPER_USER, () -> close(postgres));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Databases container() {
        String image = Containers.image("TESSERA_POSTGRES_IMAGE", "postgres:17.11");
        PostgreSQLContainer postgres = new PostgreSQLContainer(
                        DockerImageName.parse(image).asCompatibleSubstituteFor("postgres"))
                .withUsername(SUPER_USER)
                .withPassword("in-a-test")
                .withCreateContainerCmdModifier(command -> Objects.requireNonNull(command.getHostConfig())
                        .withPortBindings(new PortBinding(Ports.Binding.bindIp("127.0.0.1"), ExposedPort.tcp(PORT))));
        postgres.start();
        return new Databases("127.0.0.1", postgres.getMappedPort(PORT), postgres.getPassword(), postgres::stop);
    }

    private static void close(EmbeddedPostgres postgres) {
        try {
            postgres.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A fresh database with a role that owns it and is nobody else; returns its JDBC URL. Name, role and password are equal. */
    String create(String name) {
        String plain = name.toLowerCase(Locale.ROOT).replace('-', '_');
        try (Connection connection = DriverManager.getConnection(url(SUPER_USER), SUPER_USER, password);
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE ROLE " + plain + " LOGIN PASSWORD '" + plain + "'");
            statement.execute("CREATE DATABASE " + plain + " OWNER " + plain);
        } catch (SQLException e) {
            throw new IllegalStateException("the database " + plain + " could not be created", e);
        }
        return url(plain);
    }

    private String url(String database) {
        return "jdbc:postgresql://" + host + ":" + port + "/" + database;
    }

    void stop() {
        stop.run();
    }
}
