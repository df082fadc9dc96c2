package org.tessera.imaging.adapter;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;

/** Plain SQL on the service's database, in the caller's transaction when there is one. */
@ApplicationScoped
public class Sql {
    private static final int FETCH = 1_000;

    private final AgroalDataSource dataSource;

    Sql(AgroalDataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** All rows, read into objects. Keep a limit in the statement. */
    public <T> List<T> list(String statement, RowReader<T> reader, @Nullable Object... parameters) {
        List<T> rows = new ArrayList<>();
        each(statement, row -> rows.add(reader.read(row)), parameters);
        return rows;
    }

    /** The first row, if there is one. */
    public <T> Optional<T> first(String statement, RowReader<T> reader, @Nullable Object... parameters) {
        List<T> rows = list(statement, reader, parameters);
        return rows.isEmpty() ? Optional.empty() : Optional.of(rows.getFirst());
    }

    /** The one number that a statement counts. */
    public long count(String statement, @Nullable Object... parameters) {
        return first(statement, row -> row.getLong(1), parameters).orElse(0L);
    }

    /** Whether the statement finds a row. */
    public boolean exists(String statement, @Nullable Object... parameters) {
        return first(statement, row -> true, parameters).orElse(false);
    }

    /** Hands over one row after the other. In a transaction the rows come in portions, however many they are. */
    public void each(String statement, RowConsumer consumer, @Nullable Object... parameters) {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement prepared = connection.prepareStatement(statement)) {
            prepared.setFetchSize(FETCH);
            bind(connection, prepared, parameters);
            try (ResultSet rows = prepared.executeQuery()) {
                while (rows.next()) {
                    consumer.accept(rows);
                }
            }
        } catch (SQLException e) {
            throw new StoreFailure(e);
        }
    }

    /** Changes rows and says how many. */
    public int update(String statement, @Nullable Object... parameters) {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement prepared = connection.prepareStatement(statement)) {
            bind(connection, prepared, parameters);
            return prepared.executeUpdate();
        } catch (SQLException e) {
            throw new StoreFailure(e);
        }
    }

    /** Lets the work write rows by COPY into a table of this transaction; several may be open in turn, not at once. */
    public void copy(CopyWork work) {
        try (Connection connection = dataSource.getConnection()) {
            CopyManager manager = connection.unwrap(PGConnection.class).getCopyAPI();
            work.run(manager);
        } catch (SQLException e) {
            throw new StoreFailure(e);
        }
    }

    /** One at a time, until the transaction ends. */
    public void lock(String name) {
        first("select pg_advisory_xact_lock(hashtextextended(?, 0))", row -> 0, "imaging-commons/" + name);
    }

    private static void bind(Connection connection, PreparedStatement prepared, @Nullable Object[] parameters)
            throws SQLException {
        for (int i = 0; i < parameters.length; i++) {
            switch (parameters[i]) {
                case Instant instant -> prepared.setObject(i + 1, instant.atOffset(ZoneOffset.UTC));
                case List<?> list -> prepared.setArray(i + 1, connection.createArrayOf("text", list.toArray()));
                case null -> prepared.setObject(i + 1, null);
                case Object other -> prepared.setObject(i + 1, other);
            }
        }
    }

    /** Reads one row. */
    @FunctionalInterface
    public interface RowReader<T> {
        /** What the row says. */
        T read(ResultSet row) throws SQLException;
    }

    /** Takes one row. */
    @FunctionalInterface
    public interface RowConsumer {
        /** Looks at the row; it is gone afterwards. */
        void accept(ResultSet row) throws SQLException;
    }

    /** Work with PostgreSQL's COPY. */
    @FunctionalInterface
    public interface CopyWork {
        /** Copies in or out. */
        void run(CopyManager manager) throws SQLException;
    }
}
