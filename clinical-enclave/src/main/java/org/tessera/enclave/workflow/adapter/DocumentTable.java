package org.tessera.enclave.workflow.adapter;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.jsontype.NamedType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.tessera.messaging.Sql;

/**
 * Keeps the states of one sealed interface as JSON documents, each with the columns it is searched by. The state's
 * simple name is in the document, so that what is read back is exactly the state that was written.
 */
public final class DocumentTable<T> {
    private final Sql sql;
    private final ObjectMapper json;
    private final Class<T> type;
    private final String table;

    /**
     * A table with at least the columns {@code id uuid}, {@code seq bigint}, {@code document jsonb}.
     *
     * @param type the sealed interface
     * @param table name of the table, a constant of the program
     */
    public DocumentTable(Sql sql, ObjectMapper json, Class<T> type, String table) {
        this.sql = sql;
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
        var question = "select document from " + table + " where (" + condition + ")";
        if (after != null) {
            question += " and seq > (select seq from " + table + " where id = ?)";
            all.add(after);
        }
        all.add(limit);
        return query(question + " order by seq limit ?", all);
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
        sql.update(
                "insert into %s (id, document, %s) values (?, cast(? as jsonb)%s) on conflict (id) do update set %s"
                        .formatted(table, names, marks, String.join(", ", updates)),
                values.toArray());
    }

    private List<T> query(String question, List<?> values) {
        return sql.list(question, row -> read(row.getString(1)), values.toArray());
    }

    private T read(String document) {
        try {
            return json.readValue(document, type);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a state of " + table + " cannot be read from its JSON", e);
        }
    }

    private String write(T document) {
        try {
            return json.writerFor(type).writeValueAsString(document);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a state of " + table + " cannot be written as JSON", e);
        }
    }

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "state")
    private interface State {}
}
