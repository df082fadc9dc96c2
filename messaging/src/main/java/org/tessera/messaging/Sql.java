package org.tessera.messaging;

import jakarta.inject.Singleton;
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

/**
 * Plain SQL in the caller's transaction, where there is one. Failures are {@link StorageFailure}. Arguments may be null,
 * instants, enums (by name), lists (as arrays of text), {@code long[]} (as an array), and what the driver knows itself.
 */
@Singleton
public final class Sql {
    private static final int ALL = 0;
    private static final int PORTION = 1_000;

    private final DataSource dataSource;

    /** @param dataSource the service's only one */
    public Sql(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** Makes something of one row. */
    @FunctionalInterface
    public interface RowReader<T> {
        /** Reads the current row and does not move. */
        T read(ResultSet row) throws SQLException;
    }

    /** Takes one row. */
    @FunctionalInterface
    public interface RowConsumer {
        /** Looks at the current row, which is gone afterwards. */
        void accept(ResultSet row) throws SQLException;
    }

    /** Works with a connection. */
    @FunctionalInterface
    public interface Work<T> {
        /** The work; the connection is given back afterwards. */
        T with(Connection connection) throws SQLException;
    }

    /** Runs a statement; returns how many rows it changed. */
    public long update(String sql, @Nullable Object... arguments) {
        return with(connection -> {
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
                bind(statement, Arrays.asList(arguments));
                return statement.executeLargeUpdate();
            }
        });
    }

    /** Runs one statement for each row of arguments. */
    public void batch(String sql, Iterable<? extends List<? extends @Nullable Object>> rows) {
        with(connection -> {
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
                int waiting = 0;
                for (List<? extends @Nullable Object> row : rows) {
                    bind(statement, row);
                    statement.addBatch();
                    if (++waiting % PORTION == 0) {
                        statement.executeBatch();
                    }
                }
                return statement.executeBatch();
            }
        });
    }

    /** All rows of a query, in its order. */
    public <T> List<T> list(String sql, RowReader<T> reader, @Nullable Object... arguments) {
        List<T> rows = new ArrayList<>();
        query(ALL, sql, row -> rows.add(reader.read(row)), arguments);
        return rows;
    }

    /** The first row of a query, if there is one. */
    public <T> Optional<T> first(String sql, RowReader<T> reader, @Nullable Object... arguments) {
        return list(sql, reader, arguments).stream().findFirst();
    }

    /** The one number that a query counts. */
    public long count(String sql, @Nullable Object... arguments) {
        return first(sql, row -> row.getLong(1), arguments).orElse(0L);
    }

    /** Whether a query finds a row. */
    public boolean exists(String sql, @Nullable Object... arguments) {
        return first(sql, row -> true, arguments).isPresent();
    }

    /** Hands over one row after the other. In a transaction they come in portions, however many there are. */
    public void each(String sql, RowConsumer consumer, @Nullable Object... arguments) {
        query(PORTION, sql, consumer, arguments);
    }

    /** One at a time under this name, until the caller's transaction ends. */
    public void lock(String name) {
        first("SELECT pg_advisory_xact_lock(hashtextextended(?, 0))", row -> true, name);
    }

    /** Lends a connection. */
    public <T> T with(Work<T> work) {
        try (Connection connection = dataSource.getConnection()) {
            return work.with(connection);
        } catch (SQLException e) {
            throw new StorageFailure(e);
        }
    }

    private void query(int fetch, String sql, RowConsumer consumer, @Nullable Object... arguments) {
        with(connection -> {
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
                statement.setFetchSize(fetch);
                bind(statement, Arrays.asList(arguments));
                try (ResultSet rows = statement.executeQuery()) {
                    while (rows.next()) {
                        consumer.accept(rows);
                    }
                }
                return fetch;
            }
        });
    }

    private static void bind(PreparedStatement statement, List<? extends @Nullable Object> arguments)
            throws SQLException {
        Connection connection = statement.getConnection();
        for (int i = 0; i < arguments.size(); i++) {
            switch (arguments.get(i)) {
                case null -> statement.setObject(i + 1, null);
                case Instant instant -> statement.setObject(i + 1, instant.atOffset(ZoneOffset.UTC));
                case Enum<?> constant -> statement.setString(i + 1, constant.name());
                case List<?> texts -> statement.setArray(i + 1, connection.createArrayOf("text", texts.toArray()));
                case long[] numbers ->
                    statement.setArray(
                            i + 1,
                            connection.createArrayOf(
                                    "bigint", Arrays.stream(numbers).boxed().toArray()));
                case Object other -> statement.setObject(i + 1, other);
            }
        }
    }

    /** An instant column that is never null. */
    public static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    /** An instant column that may be null. */
    public static @Nullable Instant instantOrNull(ResultSet row, String column) throws SQLException {
        OffsetDateTime value = row.getObject(column, OffsetDateTime.class);
        return value == null ? null : value.toInstant();
    }

    /** The texts of an array column. */
    public static List<String> texts(ResultSet row, String column) throws SQLException {
        return elements(row, column, String.class);
    }

    /** The numbers of an array column. */
    public static List<Long> numbers(ResultSet row, String column) throws SQLException {
        return elements(row, column, Long.class);
    }

    private static <T> List<T> elements(ResultSet row, String column, Class<T> type) throws SQLException {
        return Arrays.stream((Object[]) row.getArray(column).getArray())
                .map(type::cast)
                .toList();
    }
}
