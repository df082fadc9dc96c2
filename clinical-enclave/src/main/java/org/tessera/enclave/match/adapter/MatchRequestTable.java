package org.tessera.enclave.match.adapter;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.tessera.contracts.MatchRequestId;
import org.tessera.contracts.MatchResult.Fuzzy;
import org.tessera.enclave.approval.ProjectId;
import org.tessera.enclave.match.MatchOrder;
import org.tessera.enclave.match.MatchRequests;
import org.tessera.enclave.match.MatchState;
import org.tessera.enclave.match.ProjectMatch;
import org.tessera.enclave.match.Workspaces;
import org.tessera.messaging.Sql;
import org.tessera.rest.Page;

/** Match requests and which keys they and their projects need, in PostgreSQL. */
@ApplicationScoped
public class MatchRequestTable implements MatchRequests, Workspaces {
    private final Sql sql;

    /** @param sql holds the tables */
    public MatchRequestTable(Sql sql) {
        this.sql = sql;
    }

    @Override
    public void lock(ProjectId project) {
        sql.lock("match " + project);
    }

    @Override
    public void add(ProjectMatch match) {
        MatchOrder order = match.order();
        sql.update(
                """
                insert into match_request (id, project, clinical_release, catalogue_version, fuzzy, requested_by,
                  requested_at, deadline, state, changed_at)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""",
                order.id().value(),
                order.project().value(),
                order.clinicalRelease(),
                order.catalogueVersion(),
                order.fuzzy(),
                order.requestedBy(),
                order.requestedAt(),
                order.deadline(),
                match.state().name(),
                match.since());
    }

    @Override
    public void save(ProjectMatch match) {
        sql.update(
                "update match_request set state = ?, changed_at = ?, reason = ?, compared = coalesce(?, compared) where id = ?",
                match.state().name(),
                match.since(),
                match instanceof ProjectMatch.Ended ended ? ended.reason() : null,
                match instanceof ProjectMatch.Matched matched ? matched.compared() : null,
                match.order().id().value());
    }

    @Override
    public Optional<ProjectMatch> find(MatchRequestId id) {
        return sql.first("select * from match_request where id = ?", MatchRequestTable::match, id.value());
    }

    @Override
    public List<ProjectMatch> open(ProjectId project) {
        return sql.list("""
                select * from match_request where project = ?
                and state in ('REQUESTED', 'ELIGIBLE', 'MATCHING', 'MATCHED', 'ACTIVE') order by sequence""", MatchRequestTable::match, project.value());
    }

    @Override
    public Page<ProjectMatch> list(ProjectId project, int limit, String after) {
        List<ProjectMatch> found = sql.list("""
                select * from match_request where project = ?
                and (? = '' or sequence < (select sequence from match_request where id::text = ?))
                order by sequence desc limit ?""", MatchRequestTable::match, project.value(), after, after, limit + 1);
        return Page.of(found, limit, last -> last.order().id().toString());
    }

    @Override
    public List<MatchRequestId> overdue(Instant now) {
        return sql.list(
                "select id from match_request where state = 'MATCHING' and deadline <= ? order by deadline",
                row -> new MatchRequestId(row.getObject("id", UUID.class)),
                now);
    }

    @Override
    public void open(ProjectId project, Instant at, Instant expiresAt) {
        sql.update("""
                insert into project_key (project, opened_at, expires_at) values (?, ?, ?)
                on conflict (project) do update set expires_at = excluded.expires_at""", project.value(), at, expiresAt);
    }

    @Override
    public Optional<Instant> expiresAt(ProjectId project) {
        return sql.first(
                "select expires_at from project_key where project = ?",
                row -> Sql.instant(row, "expires_at"),
                project.value());
    }

    @Override
    public void end(ProjectId project, Instant at) {
        sql.update(
                "update project_key set destroyed_at = coalesce(destroyed_at, ?) where project = ?",
                at,
                project.value());
    }

    @Override
    public Set<ProjectId> ended() {
        return new HashSet<>(sql.list(
                "select project from project_key where destroyed_at is not null",
                row -> new ProjectId(row.getObject("project", UUID.class))));
    }

    @Override
    public Set<MatchRequestId> endedRequests(ProjectId project) {
        return new HashSet<>(
                sql.list("""
                select id from match_request where project = ?
                and state in ('FAILED', 'SUPERSEDED', 'REVOKED', 'EXPIRED', 'CANCELLED')""", row -> new MatchRequestId(row.getObject("id", UUID.class)), project.value()));
    }

    private static ProjectMatch match(ResultSet row) throws SQLException {
        MatchOrder order = new MatchOrder(
                new MatchRequestId(row.getObject("id", UUID.class)),
                new ProjectId(row.getObject("project", UUID.class)),
                row.getString("clinical_release"),
                row.getString("catalogue_version"),
                row.getBoolean("fuzzy"),
                row.getString("requested_by"),
                Sql.instant(row, "requested_at"),
                Sql.instant(row, "deadline"));
        Instant since = Sql.instant(row, "changed_at");
        MatchState state = MatchState.valueOf(row.getString("state"));
        String compared = row.getString("compared");
        Fuzzy fuzzy = compared == null ? null : Fuzzy.valueOf(compared);
        return switch (state) {
            case REQUESTED -> new ProjectMatch.Requested(order, since);
            case ELIGIBLE -> new ProjectMatch.Eligible(order, since);
            case MATCHING -> new ProjectMatch.Matching(order, since);
            case MATCHED -> new ProjectMatch.Matched(order, since, fuzzy);
            case ACTIVE -> new ProjectMatch.Active(order, since, fuzzy);
            case FAILED, SUPERSEDED, REVOKED, EXPIRED, CANCELLED ->
                new ProjectMatch.Ended(order, since, state, row.getString("reason"));
        };
    }
}
