package org.tessera.broker.match.adapter;

import com.fasterxml.jackson.core.type.TypeReference;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.tessera.broker.match.LinkedReleases;
import org.tessera.broker.match.MatchRun;
import org.tessera.broker.match.MatchRuns;
import org.tessera.contracts.ContractJson;
import org.tessera.contracts.MatchRequest;
import org.tessera.contracts.MatchRequestId;
import org.tessera.messaging.Sql;

/** Match runs in PostgreSQL. */
@ApplicationScoped
public class MatchRunTable implements MatchRuns {
    private static final TypeReference<Map<String, String>> BUCKETS = new TypeReference<>() {};

    private final Sql sql;
    private final Attempts attempts;

    /** In this database. */
    public MatchRunTable(Sql sql) {
        this.sql = sql;
        this.attempts = new Attempts(sql, "match_run");
    }

    @Override
    public boolean add(MatchRun run) {
        return sql.update(
                        "INSERT INTO match_run (request_id, state, request, project, received_at) VALUES (?, ?, ?, ?, ?)"
                                + " ON CONFLICT DO NOTHING",
                        run.request().requestId().value(),
                        run.state(),
                        ContractJson.text(run.request()),
                        run.project(),
                        run.receivedAt())
                == 1;
    }

    @Override
    public Optional<MatchRun> lock(MatchRequestId id) {
        return sql.first("SELECT * FROM match_run WHERE request_id = ? FOR UPDATE", MatchRunTable::run, id.value());
    }

    @Override
    public List<MatchRequestId> waiting(Instant now) {
        return attempts.waiting(now).stream().map(MatchRequestId::new).toList();
    }

    @Override
    public Optional<Integer> attempt(MatchRequestId id, Instant now) {
        return attempts.next(id.value(), now);
    }

    @Override
    public void save(MatchRun run) {
        sql.update(
                "UPDATE match_run SET state = ?, ended_at = ?, seconds = ?, reason = ?, outcomes = ? WHERE request_id = ?",
                run.state(),
                run.endedAt(),
                run.seconds(),
                run.reason(),
                ContractJson.text(run.outcomes()),
                run.request().requestId().value());
    }

    @Override
    public Optional<MatchRun> find(MatchRequestId id) {
        return sql.first("SELECT * FROM match_run WHERE request_id = ?", MatchRunTable::run, id.value());
    }

    @Override
    public Optional<LinkedReleases> newestLinked() {
        return sql.first("""
                WITH begun AS (
                    SELECT domain, release, min(received_at) AS at FROM token_batch
                     WHERE (domain, release) IN (SELECT domain, release FROM holding WHERE records > 0)
                     GROUP BY domain, release),
                linked AS (
                    SELECT DISTINCT request::jsonb ->> 'imagingRelease' AS imaging,
                           request::jsonb ->> 'clinicalRelease' AS clinical
                      FROM match_run WHERE state = 'MATCHED')
                SELECT l.imaging, l.clinical FROM linked l
                  JOIN begun i ON i.domain = 'IMAGING' AND i.release = l.imaging
                  JOIN begun c ON c.domain = 'CLINICAL' AND c.release = l.clinical
                 ORDER BY least(i.at, c.at) DESC, greatest(i.at, c.at) DESC, l.imaging, l.clinical LIMIT 1
                """, row -> new LinkedReleases(row.getString("imaging"), row.getString("clinical")));
    }

    @Override
    public List<MatchRun> list(@Nullable MatchRequestId after, int limit) {
        UUID from = after == null ? new UUID(0, 0) : after.value();
        return sql.list(
                "SELECT * FROM match_run WHERE request_id > ? ORDER BY request_id LIMIT ?",
                MatchRunTable::run,
                from,
                limit);
    }

    private static MatchRun run(ResultSet row) throws SQLException {
        try {
            String outcomes = row.getString("outcomes");
            return new MatchRun(
                    ContractJson.read(row.getString("request"), MatchRequest.class),
                    row.getString("project"),
                    MatchRun.State.valueOf(row.getString("state")),
                    Sql.instant(row, "received_at"),
                    optionalInstant(row, "ended_at"),
                    row.getObject("seconds", Double.class),
                    row.getString("reason"),
                    outcomes == null ? Map.of() : ContractJson.mapper().readValue(outcomes, BUCKETS));
        } catch (IOException e) {
            throw new SQLException("a match run is not readable", e);
        }
    }

    private static @Nullable Instant optionalInstant(ResultSet row, String column) throws SQLException {
        OffsetDateTime value = row.getObject(column, OffsetDateTime.class);
        return value == null ? null : value.toInstant();
    }
}
