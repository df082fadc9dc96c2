package org.tessera.enclave.alignment.adapter;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.tessera.contracts.ContractJson;
import org.tessera.enclave.alignment.Alignment;
import org.tessera.enclave.alignment.AlignmentId;
import org.tessera.enclave.alignment.Alignments;
import org.tessera.enclave.approval.ProjectId;
import org.tessera.messaging.Sql;

/** Alignments as JSON documents in the enclave's database. */
@ApplicationScoped
public class AlignmentTable implements Alignments {
    private final Sql sql;
    private final ObjectMapper json = ContractJson.mapper();

    AlignmentTable(Sql sql) {
        this.sql = sql;
    }

    @Override
    public void keep(Alignment alignment, List<Alignment.Row> rows) {
        sql.update(
                "insert into alignment (id, project, match_request, made_at, document)"
                        + " values (?, ?, ?, ?, cast(? as jsonb))",
                alignment.id().value(),
                alignment.project().value(),
                alignment.provenance().matchRequest().value(),
                alignment.madeAt(),
                write(alignment));
        List<List<Object>> values = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            values.add(List.of(alignment.id().value(), i, write(rows.get(i))));
        }
        sql.batch("insert into alignment_row (alignment, ordinal, document) values (?, ?, cast(? as jsonb))", values);
    }

    @Override
    public Optional<Alignment> find(ProjectId project, AlignmentId id) {
        return sql
                .list(
                        "select document from alignment where project = ? and id = ?",
                        row -> read(row.getString(1), Alignment.class),
                        project.value(),
                        id.value())
                .stream()
                .findFirst();
    }

    @Override
    public List<Alignment> list(ProjectId project, Optional<AlignmentId> after, int limit) {
        return sql.list(
                "select document from alignment where project = ?"
                        + " and seq > coalesce((select seq from alignment where id = cast(? as uuid)), 0)"
                        + " order by seq limit ?",
                row -> read(row.getString(1), Alignment.class),
                project.value(),
                after.map(AlignmentId::toString).orElse(null),
                limit);
    }

    @Override
    public List<Alignment.Row> rows(AlignmentId id, int from, int limit) {
        return sql.list(
                "select document from alignment_row where alignment = ? and ordinal >= ? order by ordinal limit ?",
                row -> read(row.getString(1), Alignment.Row.class),
                id.value(),
                from,
                limit);
    }

    @Override
    public void forget(ProjectId project) {
        sql.update("delete from alignment where project = ?", project.value());
    }

    private String write(Object document) {
        try {
            return json.writeValueAsString(document);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an alignment cannot be written as JSON", e);
        }
    }

    private <T> T read(String document, Class<T> type) {
        try {
            return json.readValue(document, type);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an alignment cannot be read from its JSON", e);
        }
    }
}
