package org.tessera.enclave.workflow.adapter;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Plain SQL in the caller's transaction, with values bound and failures told as one kind of exception. */
public final class Sql {
    private final DataSource database;

    /** On this database. */
    public Sql(DataSource database) {
        this.database = database;
    }

    /** Reads one row as a value. */
    @FunctionalInterface
    public interface Reader<T> {
        /** Reads the current row. */
        T read(ResultSet row) throws SQLException;
    }

    /** All rows of a question, in its order. */
    public <T> List<T> query(String sql, Reader<T> reader, @Nullable Object... values) {
        try (var connection = database.getConnection();
                var statement = connection.prepareStatement(sql)) {
            DocumentTable.bind(statement, Arrays.asList(values));
            try (var rows = statement.executeQuery()) {
                var found = new ArrayList<T>();
                while (rows.next()) {
                    found.add(reader.read(rows));
                }
                return found;
            }
        } catch (SQLException e) {
            throw new IllegalStateException("the database refused a question", e);
        }
    }

    /** Runs a statement; answers how many rows it changed. */
    public int update(String sql, @Nullable Object... values) {
        try (var connection = database.getConnection();
                var statement = connection.prepareStatement(sql)) {
            DocumentTable.bind(statement, Arrays.asList(values));
            return statement.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException("the database refused a statement", e);
        }
    }

    /** Runs a statement once for each list of values. */
    public void batch(String sql, Iterable<? extends List<?>> values) {
        try (var connection = database.getConnection();
                var statement = connection.prepareStatement(sql)) {
            for (var each : values) {
                DocumentTable.bind(statement, each);
                statement.addBatch();
            }
            statement.executeBatch();
        } catch (SQLException e) {
            throw new IllegalStateException("the database refused a statement", e);
        }
    }

    /** A moment that is always there. */
    public static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    /** A moment that may be absent. */
    public static @Nullable Instant instantOrNull(ResultSet row, String column) throws SQLException {
        var value = row.getObject(column, OffsetDateTime.class);
        return value == null ? null : value.toInstant();
    }
}
