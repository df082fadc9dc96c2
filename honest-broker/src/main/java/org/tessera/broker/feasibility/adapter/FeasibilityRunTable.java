package org.tessera.broker.feasibility.adapter;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.tessera.broker.feasibility.AnsweredCohort;
import org.tessera.broker.feasibility.Cohort;
import org.tessera.broker.feasibility.FeasibilityRun;
import org.tessera.broker.feasibility.FeasibilityRuns;
import org.tessera.broker.feasibility.Rounded;
import org.tessera.broker.match.adapter.Attempts;
import org.tessera.contracts.ContractJson;
import org.tessera.contracts.FeasibilityRequest;
import org.tessera.contracts.FeasibilityRequestId;
import org.tessera.contracts.FeasibilityResult;
import org.tessera.messaging.Sql;

/** Feasibility runs and answered cohorts in PostgreSQL. */
@ApplicationScoped
public class FeasibilityRunTable implements FeasibilityRuns {
    private static final String DECISIONS = "feasibility decisions";

    private final Sql sql;
    private final Attempts attempts;

    /** In this database. */
    public FeasibilityRunTable(Sql sql) {
        this.sql = sql;
        this.attempts = new Attempts(sql, "feasibility_run");
    }

    @Override
    public boolean add(FeasibilityRun run) {
        return sql.update(
                        "INSERT INTO feasibility_run (request_id, account, request, received_at, state, heard_again)"
                                + " VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
                        run.request().requestId().value(),
                        run.request().account(),
                        ContractJson.text(run.request()),
                        run.receivedAt(),
                        run.state(),
                        run.heardAgain())
                == 1;
    }

    @Override
    public void lockDecisions() {
        sql.lock(DECISIONS);
    }

    @Override
    public boolean isDecidedElsewhere() {
        return sql.first(
                        "SELECT pg_try_advisory_xact_lock(hashtextextended(?, 0))",
                        row -> !row.getBoolean(1),
                        DECISIONS)
                .orElse(true);
    }

    @Override
    public List<FeasibilityRequestId> waiting(Instant now) {
        return attempts.waiting(now).stream().map(FeasibilityRequestId::new).toList();
    }

    @Override
    public Optional<Integer> attempt(FeasibilityRequestId id, Instant now) {
        return attempts.next(id.value(), now);
    }

    @Override
    public Optional<FeasibilityRun> lockWaiting(FeasibilityRequestId id) {
        return sql.first(
                "SELECT * FROM feasibility_run WHERE request_id = ? AND state = 'RECEIVED' FOR UPDATE",
                FeasibilityRunTable::run,
                id.value());
    }

    @Override
    public List<FeasibilityRun> due(Instant now) {
        return sql.list(
                "SELECT * FROM feasibility_run WHERE state = 'DECIDED' AND answer_at <= ?"
                        + " ORDER BY answer_at, request_id LIMIT 100 FOR UPDATE SKIP LOCKED",
                FeasibilityRunTable::run,
                now);
    }

    @Override
    public void save(FeasibilityRun run) {
        FeasibilityResult result = run.result();
        sql.update(
                "UPDATE feasibility_run SET state = ?, result = ?, answer_at = ? WHERE request_id = ?",
                run.state(),
                result == null ? null : ContractJson.text(result),
                run.answerAt(),
                run.request().requestId().value());
    }

    @Override
    public void remember(AnsweredCohort answered) {
        sql.update(
                "INSERT INTO answered_cohort VALUES (?, ?, ?, ?, ?, ?, ?)",
                answered.requestId().value(),
                answered.account(),
                answered.at(),
                answered.cohort().subjectBytes(),
                answered.cohort().personBytes(),
                answered.told().atLeast(),
                answered.told().fewerThan40());
    }

    @Override
    public long answeredAfter(Instant moment, @Nullable String account) {
        return sql.count(
                "SELECT count(*) FROM answered_cohort WHERE answered_at > ? AND (?::text IS NULL OR account = ?)",
                moment,
                account,
                account);
    }

    @Override
    public Optional<Rounded> firstTold(Predicate<Cohort> such) {
        return sql
                .list(
                        "SELECT request_id FROM answered_cohort ORDER BY answered_at, request_id",
                        row -> row.getObject(1, UUID.class))
                .stream()
                .map(this::told)
                .filter(earlier -> such.test(earlier.cohort()))
                .map(Told::told)
                .findFirst();
    }

    private record Told(Cohort cohort, Rounded told) {}

    private Told told(UUID request) {
        return sql.first(
                        "SELECT * FROM answered_cohort WHERE request_id = ?",
                        row -> new Told(
                                Cohort.of(row.getBytes("subjects"), row.getBytes("persons")),
                                new Rounded(row.getInt("at_least"), row.getBoolean("fewer_than_40"))),
                        request)
                .orElseThrow();
    }

    private static FeasibilityRun run(ResultSet row) throws SQLException {
        try {
            String result = row.getString("result");
            OffsetDateTime answerAt = row.getObject("answer_at", OffsetDateTime.class);
            return new FeasibilityRun(
                    ContractJson.read(row.getString("request"), FeasibilityRequest.class),
                    Sql.instant(row, "received_at"),
                    FeasibilityRun.State.valueOf(row.getString("state")),
                    result == null ? null : ContractJson.read(result, FeasibilityResult.class),
                    answerAt == null ? null : answerAt.toInstant(),
                    row.getBoolean("heard_again"));
        } catch (IOException e) {
            throw new SQLException("a feasibility run is not readable", e);
        }
    }
}
