package org.tessera.enclave.database.adapter;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Runs SQL with parameters; {@link Instant}, {@code List<String>} and {@code long[]} may be parameters too. */
@ApplicationScoped
public class Database {
    private final DataSource dataSource;

    /** @param dataSource the enclave's own database */
    public Database(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** Makes something of the current row. */
    @FunctionalInterface
    public interface RowReader<T> {
        /** The row as an object. */
        T read(ResultSet row) throws SQLException;
    }

    /** Works with a connection of the caller's transaction. */
    @FunctionalInterface
    public interface Work<T> {
        /** The work; the connection is closed afterwards. */
        T with(Connection connection) throws SQLException;
    }

    /** All rows, in the statement's order. */
    public <T> List<T> list(String sql, RowReader<T> reader, @Nullable Object... parameters) {
        return with(connection -> {
            try (PreparedStatement statement = prepare(connection, sql, parameters);
                    ResultSet rows = statement.executeQuery()) {
                List<T> found = new ArrayList<>();
                while (rows.next()) {
                    found.add(reader.read(rows));
                }
                return List.copyOf(found);
            }
        });
    }

    /** The first row, if there is one. */
    public <T> Optional<T> first(String sql, RowReader<T> reader, @Nullable Object... parameters) {
        return list(sql, reader, parameters).stream().findFirst();
    }

    /** Changes rows; how many. */
    public long update(String sql, @Nullable Object... parameters) {
        return with(connection -> {
            try (PreparedStatement statement = prepare(connection, sql, parameters)) {
                return statement.executeLargeUpdate();
            }
        });
    }

    /** Runs one statement for many rows of parameters. */
    public void batch(String sql, List<@Nullable Object[]> rows) {
        with(connection -> {
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
                int waiting = 0;
                for (@Nullable Object[] row : rows) {
                    bind(connection, statement, row);
                    statement.addBatch();
                    if (++waiting % 1000 == 0) {
                        statement.executeBatch();
                    }
                }
                statement.executeBatch();
                return rows.size();
            }
        });
    }

    /** Lends a connection. */
    public <T> T with(Work<T> work) {
        try (Connection connection = dataSource.getConnection()) {
            return work.with(connection);
        } catch (SQLException e) {
            throw new DatabaseFailure(e);
        }
    }

    /** The instant in a column that is never null. */
    public static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    /** The texts of an array column. */
    public static List<String> texts(ResultSet row, String column) throws SQLException {
        return Arrays.stream((Object[]) row.getArray(column).getArray())
                .map(String.class::cast)
                .toList();
    }

    /** The numbers of an array column. */
    public static List<Long> numbers(ResultSet row, String column) throws SQLException {
        return Arrays.stream((Object[]) row.getArray(column).getArray())
                .map(Long.class::cast)
                .toList();
    }

    private static PreparedStatement prepare(Connection connection, String sql, @Nullable Object[] parameters)
            throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        try {
            bind(connection, statement, parameters);
            return statement;
        } catch (SQLException e) {
            statement.close();
            throw e;
        }
    }

    private static void bind(Connection connection, PreparedStatement statement, @Nullable Object[] parameters)
            throws SQLException {
        for (int i = 0; i < parameters.length; i++) {
            Object value = parameters[i];
            switch (value) {
                case null -> statement.setObject(i + 1, null);
                case Instant instant -> statement.setObject(i + 1, OffsetDateTime.ofInstant(instant, ZoneOffset.UTC));
                case List<?> texts -> statement.setArray(i + 1, connection.createArrayOf("text", texts.toArray()));
                case long[] numbers ->
                    statement.setArray(
                            i + 1,
                            connection.createArrayOf(
                                    "bigint", Arrays.stream(numbers).boxed().toArray()));
                default -> statement.setObject(i + 1, value);
            }
        }
    }
}
