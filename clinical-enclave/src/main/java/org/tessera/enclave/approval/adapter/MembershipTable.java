package org.tessera.enclave.approval.adapter;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.tessera.enclave.approval.MembershipWork;
import org.tessera.enclave.approval.ProjectId;
import org.tessera.messaging.Sql;

/** What the account register still has to be told, in PostgreSQL; asked again after 2, 4, 8, … at most 300 seconds. */
@ApplicationScoped
class MembershipTable implements MembershipWork {
    private static final int LONGEST = 300;
    private static final int MOST_TRIED = 20;

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

    /**
     * By a lock beside the row: who asks, with the project locked, would otherwise wait for the account register as long as
     * whoever looks after the group does.
     */
    @Override
    public Optional<Asked> take(Instant now) {
        return sql
                .list(
                        "select project from membership_work where due_at <= ? order by due_at limit ?",
                        row -> new ProjectId(row.getObject("project", UUID.class)),
                        now,
                        MOST_TRIED)
                .stream()
                .filter(this::isFree)
                .flatMap(project -> due(project, now).stream())
                .findFirst();
    }

    private boolean isFree(ProjectId project) {
        return sql.exists(
                "select 1 where pg_try_advisory_xact_lock(hashtextextended(?, 0))", "group of project " + project);
    }

    /** Looked at with the lock: somebody may just have done it. The version is the transaction that asked. */
    private Optional<Asked> due(ProjectId project, Instant now) {
        return sql.first(
                "select xmin::text as version from membership_work where project = ? and due_at <= ?",
                row -> new Asked(project, row.getString("version")),
                project.value(),
                now);
    }

    @Override
    public void done(Asked asked) {
        sql.update(
                "delete from membership_work where project = ? and xmin::text = ?",
                asked.project().value(),
                asked.version());
    }

    @Override
    public void postpone(Asked asked, Instant now) {
        sql.update("""
                update membership_work
                set attempts = attempts + 1, due_at = ?::timestamptz + least(?, 2 ^ least(attempts + 1, 20)) * interval '1 second'
                where project = ? and xmin::text = ?
                """, now, LONGEST, asked.project().value(), asked.version());
    }
}
