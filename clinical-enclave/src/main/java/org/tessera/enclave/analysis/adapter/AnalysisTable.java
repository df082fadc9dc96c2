package org.tessera.enclave.analysis.adapter;

import com.fasterxml.jackson.core.JsonProcessingException;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import org.tessera.contracts.ContractJson;
import org.tessera.enclave.analysis.Analyses;
import org.tessera.enclave.analysis.Analysis;
import org.tessera.enclave.analysis.AnalysisId;
import org.tessera.enclave.approval.ProjectId;
import org.tessera.messaging.Sql;

/** Analyses as JSON documents in the enclave's database. */
@ApplicationScoped
public class AnalysisTable implements Analyses {
    private final Sql sql;

    AnalysisTable(Sql sql) {
        this.sql = sql;
    }

    @Override
    public void keep(Analysis analysis) {
        sql.update(
                "insert into analysis (id, project, alignment, made_at, document) values (?, ?, ?, ?, cast(? as jsonb))",
                analysis.id().value(),
                analysis.project().value(),
                analysis.alignment().value(),
                analysis.madeAt(),
                ContractJson.text(analysis));
    }

    @Override
    public Optional<Analysis> find(ProjectId project, AnalysisId id) {
        return sql
                .list(
                        "select document from analysis where project = ? and id = ?",
                        row -> read(row.getString(1)),
                        project.value(),
                        id.value())
                .stream()
                .findFirst();
    }

    @Override
    public List<Analysis> list(ProjectId project, Optional<AnalysisId> after, int limit) {
        return sql.list(
                "select document from analysis where project = ?"
                        + " and seq > coalesce((select seq from analysis where id = cast(? as uuid)), 0)"
                        + " order by seq limit ?",
                row -> read(row.getString(1)),
                project.value(),
                after.map(AnalysisId::toString).orElse(null),
                limit);
    }

    private static Analysis read(String document) {
        try {
            return ContractJson.mapper().readValue(document, Analysis.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an analysis cannot be read from its JSON", e);
        }
    }
}
