package org.tessera.enclave.database;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.tessera.messaging.Sql;
import org.tessera.messaging.StorageFailure;
import org.tessera.testkit.FreePorts;

/**
 * A real PostgreSQL with the tables of this feature and one connection whose transaction is rolled back at the end of a
 * test: SQL is tested as it is, without a service around it.
 */
public final class OneConnection implements DataSource, AutoCloseable {
    private static final List<String> MIGRATIONS = List.of(
            "V1_1__omop_cdm_5_4",
            "V1_2__releases",
            "V1_3__catalogue",
            "V1_4__match",
            "V2_1__approval",
            "V2_3__download",
            "V3_1__alignment_and_analysis",
            "V3_6__accounts_of_members");

    private final Connection connection;

    private OneConnection(Connection connection) {
        this.connection = connection;
    }

    /** Opens a transaction in the shared server. */
    public static OneConnection open() {
        try {
            Connection connection = Shared.POSTGRES.getPostgresDatabase().getConnection();
            connection.setAutoCommit(false);
            return new OneConnection(connection);
        } catch (SQLException e) {
            throw new StorageFailure(e);
        }
    }

    /** The statements of a migration, for a test of what it does to rows that are there. */
    public static String migration(String name) {
        String resource = "/db/migration/" + name + ".sql";
        try (InputStream in = Objects.requireNonNull(OneConnection.class.getResourceAsStream(resource))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A database on this one connection. */
    public Sql sql() {
        return new Sql(this);
    }

    @Override
    public Connection getConnection() {
        return (Connection) Proxy.newProxyInstance(
                OneConnection.class.getClassLoader(), new Class<?>[] {Connection.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("close")) {
                        return null;
                    }
                    try {
                        return method.invoke(connection, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    @Override
    public Connection getConnection(String username, String password) {
        return getConnection();
    }

    @Override
    public void close() {
        try {
            connection.rollback();
            connection.close();
        } catch (SQLException e) {
            throw new StorageFailure(e);
        }
    }

    @Override
    public PrintWriter getLogWriter() throws SQLException {
        throw new SQLFeatureNotSupportedException();
    }

    @Override
    public void setLogWriter(PrintWriter out) throws SQLException {
        throw new SQLFeatureNotSupportedException();
    }

    @Override
    public void setLoginTimeout(int seconds) throws SQLException {
        throw new SQLFeatureNotSupportedException();
    }

    @Override
    public int getLoginTimeout() {
        return 0;
    }

    @Override
    public Logger getParentLogger() throws SQLFeatureNotSupportedException {
        throw new SQLFeatureNotSupportedException();
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        throw new SQLFeatureNotSupportedException();
    }

    @Override
    public boolean isWrapperFor(Class<?> type) {
        return false;
    }

    /** Started once, stopped with the JVM. */
    private static final class Shared {
        static final EmbeddedPostgres POSTGRES = start();

        private static EmbeddedPostgres start() {
            try {
                EmbeddedPostgres postgres = EmbeddedPostgres.builder()
                        .setPort(FreePorts.next())
                        .setPGStartupWait(Duration.ofMinutes(2))
                        .setServerConfig("listen_addresses", "127.0.0.1")
                        .start();
                Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                    try {
                        postgres.close();
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                }));
                try (Connection connection = postgres.getPostgresDatabase().getConnection();
                        var statement = connection.createStatement()) {
                    for (String migration : MIGRATIONS) {
                        statement.execute(migration(migration));
                    }
                }
                return postgres;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (SQLException e) {
                throw new StorageFailure(e);
            }
        }
    }
}
