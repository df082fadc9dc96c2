package org.tessera.enclave.approval.adapter;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.tessera.enclave.approval.Account;
import org.tessera.enclave.approval.DataUseRequestId;
import org.tessera.enclave.approval.ProjectId;
import org.tessera.enclave.approval.Projects;
import org.tessera.messaging.Sql;

/** Projects and their members in PostgreSQL. */
@ApplicationScoped
class ProjectTable implements Projects {
    private final Sql sql;

    ProjectTable(Sql sql) {
        this.sql = sql;
    }

    @Override
    public Optional<Workspace> find(ProjectId id) {
        return sql.first("select * from project where id = ?", this::workspace, id.value());
    }

    @Override
    public Optional<Workspace> lock(ProjectId id) {
        // Not "for update": rows that refer to the project can be written meanwhile, they change nothing of it.
        return sql.first("select * from project where id = ? for no key update", this::workspace, id.value());
    }

    private Workspace workspace(ResultSet row) throws SQLException {
        var id = row.getObject("id", UUID.class);
        var members = sql.list(
                "select name, granted_by from project_member where project = ?",
                member -> new Member(
                        member.getString("name"), new DataUseRequestId(member.getObject("granted_by", UUID.class))),
                id);
        return new Workspace(
                new ProjectId(id),
                row.getString("title"),
                row.getString("protocol"),
                row.getBoolean("fuzzy_approved"),
                new HashSet<>(members),
                Sql.instant(row, "opened_at"),
                Sql.instant(row, "expires_at"),
                Sql.instantOrNull(row, "ended_at"));
    }

    @Override
    public void save(Workspace workspace) {
        var id = workspace.id().value();
        sql.update(
                """
                insert into project (id, title, protocol, fuzzy_approved, opened_at, expires_at, ended_at)
                values (?, ?, ?, ?, ?, ?, ?)
                on conflict (id) do update set title = excluded.title, protocol = excluded.protocol,
                  fuzzy_approved = excluded.fuzzy_approved, expires_at = excluded.expires_at,
                  ended_at = excluded.ended_at
                """,
                id,
                workspace.title(),
                workspace.protocol(),
                workspace.fuzzyApproved(),
                workspace.openedAt(),
                workspace.expiresAt(),
                workspace.endedAt());
        sql.update("delete from project_member where project = ?", id);
        sql.batch(
                "insert into project_member (project, name, granted_by) values (?, ?, ?)",
                workspace.members().stream()
                        .map(member ->
                                List.of(id, member.name(), member.grantedBy().value()))
                        .toList());
    }

    @Override
    public List<Workspace> ofMember(Account account, @Nullable ProjectId after, int limit) {
        return sql.list(
                """
                select * from project
                where id in (select project from project_member where name = ? or lower(name) = ?)
                  and seq > coalesce((select seq from project where id = ?), 0)
                order by seq limit ?
                """,
                this::workspace,
                account.subject(),
                account.username().toLowerCase(Locale.ROOT),
                after == null ? new UUID(0, 0) : after.value(),
                limit);
    }

    @Override
    public void keepAccounts(Set<Account> accounts) {
        sql.batch(
                """
                insert into member_account (subject, username) values (?, ?)
                on conflict (subject) do update set username = excluded.username
                """,
                accounts.stream()
                        .sorted(Comparator.comparing(Account::subject))
                        .map(account -> List.<Object>of(account.subject(), account.username()))
                        .toList());
    }

    @Override
    public List<ProjectId> due(Instant now) {
        return sql.list(
                "select id from project where ended_at is null and expires_at <= ? order by expires_at limit 100",
                row -> new ProjectId(row.getObject("id", UUID.class)),
                now);
    }
}
