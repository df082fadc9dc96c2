package org.tessera.enclave.alignment.adapter;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashSet;
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
    public void keep(Alignment alignment, List<Kept> rows) {
        sql.update(
                "insert into alignment (id, project, match_request, made_at, document)"
                        + " values (?, ?, ?, ?, cast(? as jsonb))",
                alignment.id().value(),
                alignment.project().value(),
                alignment.provenance().matchRequest().value(),
                alignment.madeAt(),
                write(alignment));
        sql.batch(
                "insert into alignment_row (alignment, ordinal, aliases, document) values (?, ?, ?, cast(? as jsonb))",
                rows.stream()
                        .map(kept -> List.of(
                                alignment.id().value(), kept.ordinal(), List.copyOf(kept.aliases()), write(kept.row())))
                        .toList());
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
    public List<Kept> rows(AlignmentId id, int from, int limit) {
        return sql.list(
                "select * from alignment_row where alignment = ? and ordinal >= ? order by ordinal limit ?",
                row -> new Kept(
                        row.getInt("ordinal"),
                        new HashSet<>(Sql.texts(row, "aliases")),
                        read(row.getString("document"), Alignment.Row.class)),
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
