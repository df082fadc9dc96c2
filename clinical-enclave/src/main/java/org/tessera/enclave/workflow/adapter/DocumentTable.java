package org.tessera.enclave.workflow.adapter;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.jsontype.NamedType;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the states of one sealed interface as JSON documents, each with the columns it is searched by. The state's
 * simple name is in the document, so that what is read back is exactly the state that was written.
 */
public final class DocumentTable<T> {
    private final DataSource database;
    private final ObjectMapper json;
    private final Class<T> type;
    private final String table;

    /**
     * A table with at least the columns {@code id uuid}, {@code seq bigint}, {@code document jsonb}.
     *
     * @param type the sealed interface
     * @param table name of the table, a constant of the program
     */
    public DocumentTable(DataSource database, ObjectMapper json, Class<T> type, String table) {
        this.database = database;
        this.json = json.copy().addMixIn(type, State.class);
        for (Class<?> state : type.getPermittedSubclasses()) {
            this.json.registerSubtypes(new NamedType(state, state.getSimpleName()));
        }
        this.type = type;
        this.table = table;
    }

    /** Reads one. */
    public Optional<T> find(UUID id) {
        return where("id = ?", id).stream().findFirst();
    }

    /** Reads one and holds its row until the caller's transaction ends. */
    public Optional<T> lock(UUID id) {
        return query("select document from " + table + " where id = ? for update", List.of(id)).stream()
                .findFirst();
    }

    /** Those that meet a condition, oldest first. */
    public List<T> where(String condition, Object... values) {
        return query("select document from " + table + " where " + condition + " order by seq", List.of(values));
    }

    /** A page of those that meet a condition, oldest first, after the one with the given id. */
    public List<T> page(String condition, List<?> values, @Nullable UUID after, int limit) {
        var all = new ArrayList<Object>(values);
        var sql = "select document from " + table + " where (" + condition + ")";
        if (after != null) {
            sql += " and seq > (select seq from " + table + " where id = ?)";
            all.add(after);
        }
        all.add(limit);
        return query(sql + " order by seq limit ?", all);
    }

    /** Writes one; in the caller's transaction. */
    public void put(UUID id, T document, Map<String, ?> columns) {
        var sorted = new TreeMap<String, Object>(columns);
        var names = String.join(", ", sorted.keySet());
        var marks = ", ?".repeat(sorted.size());
        var updates = new ArrayList<String>(List.of("document = excluded.document"));
        sorted.keySet().forEach(name -> updates.add(name + " = excluded." + name));
        var values = new ArrayList<Object>(List.of(id, write(document)));
        values.addAll(sorted.values());
        update(
                "insert into %s (id, document, %s) values (?, cast(? as jsonb)%s) on conflict (id) do update set %s"
                        .formatted(table, names, marks, String.join(", ", updates)),
                values);
    }

    /** Runs a statement of the caller's. */
    public int update(String sql, List<?> values) {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            bind(statement, values);
            return statement.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException("the database refused a statement on " + table, e);
        }
    }

    private List<T> query(String sql, List<?> values) {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            bind(statement, values);
            try (var rows = statement.executeQuery()) {
                var found = new ArrayList<T>();
                while (rows.next()) {
                    found.add(json.readValue(rows.getString(1), type));
                }
                return found;
            }
        } catch (SQLException | JsonProcessingException e) {
            throw new IllegalStateException("the database refused a question to " + table, e);
        }
    }

    private String write(T document) {
        try {
            return json.writerFor(type).writeValueAsString(document);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a state of " + table + " cannot be written as JSON", e);
        }
    }

    /** Binds values: {@link Instant} becomes a timestamp with time zone. */
    public static void bind(PreparedStatement statement, List<?> values) throws SQLException {
        for (int i = 0; i < values.size(); i++) {
            var value = values.get(i);
            statement.setObject(i + 1, value instanceof Instant instant ? instant.atOffset(ZoneOffset.UTC) : value);
        }
    }

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "state")
    private interface State {}
}
