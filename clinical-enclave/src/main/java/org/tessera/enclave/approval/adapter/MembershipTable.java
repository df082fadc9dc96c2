package org.tessera.enclave.approval.adapter;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.tessera.enclave.approval.MembershipWork;
import org.tessera.enclave.approval.ProjectId;
import org.tessera.messaging.Sql;

/** What the account register still has to be told, in PostgreSQL; asked again after 2, 4, 8, … at most 300 seconds. */
@ApplicationScoped
class MembershipTable implements MembershipWork {
    private static final long LONGEST = 300;

    private final Sql sql;

    MembershipTable(Sql sql) {
        this.sql = sql;
    }

    @Override
    public void ask(ProjectId project, Instant now) {
        sql.update("""
                insert into membership_work (project, due_at) values (?, ?)
                on conflict (project) do update set due_at = excluded.due_at, attempts = 0
                """, project.value(), now);
    }

    @Override
    public Optional<ProjectId> take(Instant now) {
        return sql.list("""
                        select project from membership_work where due_at <= ?
                        order by due_at limit 1 for update skip locked
                        """, row -> new ProjectId(row.getObject("project", UUID.class)), now).stream()
                .findFirst();
    }

    @Override
    public void done(ProjectId project) {
        sql.update("delete from membership_work where project = ?", project.value());
    }

    @Override
    public void postpone(ProjectId project, Instant now) {
        var attempts = sql.list(
                        "update membership_work set attempts = attempts + 1 where project = ? returning attempts",
                        row -> row.getInt("attempts"),
                        project.value())
                .getFirst();
        var wait = Math.min(LONGEST, 1L << Math.min(attempts, 20));
        sql.update(
                "update membership_work set due_at = ? where project = ?",
                now.plus(Duration.ofSeconds(wait)),
                project.value());
    }
}
