package org.tessera.imaging.feasibility.adapter;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.tessera.contracts.FeasibilityRequestId;
import org.tessera.envelope.Actor;
import org.tessera.imaging.cohort.CohortId;
import org.tessera.imaging.feasibility.Inquiries;
import org.tessera.imaging.feasibility.Inquiry;
import org.tessera.imaging.feasibility.Inquiry.Answered;
import org.tessera.imaging.feasibility.Inquiry.Asked;
import org.tessera.imaging.feasibility.Inquiry.Cancelled;
import org.tessera.imaging.feasibility.Inquiry.Failed;
import org.tessera.imaging.feasibility.Inquiry.Refused;
import org.tessera.imaging.feasibility.Inquiry.Requested;
import org.tessera.imaging.feasibility.Inquiry.State;
import org.tessera.messaging.Sql;

/** Questions in their table. */
@ApplicationScoped
class InquiryTable implements Inquiries {
    private static final String COLUMNS = "select id, account, cohort_id, cohort_name, catalogue_version, requested_at,"
            + " deadline, state, at_least, reason, ended_at from inquiry";

    private final Sql sql;

    InquiryTable(Sql sql) {
        this.sql = sql;
    }

    @Override
    public void queue() {
        sql.lock("feasibility");
    }

    @Override
    public List<Instant> askedSince(Instant since, @Nullable Actor account) {
        String asked = account == null ? null : account.subject();
        return sql.list(
                "select requested_at from inquiry where requested_at > ? and (?::text is null or account = ?)"
                        + " order by requested_at desc",
                row -> Sql.instant(row, "requested_at"),
                since,
                asked,
                asked);
    }

    @Override
    public void add(Requested inquiry) {
        Asked asked = inquiry.asked();
        sql.update(
                "insert into inquiry (id, account, cohort_id, cohort_name, catalogue_version, state, requested_at, deadline)"
                        + " values (?, ?, ?, ?, ?, 'REQUESTED', ?, ?)",
                asked.id().value(),
                asked.account(),
                asked.cohort().value(),
                asked.cohortName(),
                asked.catalogueVersion(),
                asked.at(),
                asked.deadline());
    }

    @Override
    public void save(Inquiry inquiry) {
        String update = "update inquiry set state = ?, at_least = ?, reason = ?, ended_at = ? where id = ?";
        UUID id = inquiry.asked().id().value();
        String state = inquiry.state().name();
        switch (inquiry) {
            case Requested open -> sql.update(update, state, null, null, null, id);
            case Answered ended -> sql.update(update, state, ended.atLeast(), null, ended.at(), id);
            case Refused ended -> sql.update(update, state, null, ended.reason(), ended.at(), id);
            case Failed ended -> sql.update(update, state, null, ended.reason(), ended.at(), id);
            case Cancelled ended -> sql.update(update, state, null, null, ended.at(), id);
        }
    }

    @Override
    public Optional<Inquiry> lock(FeasibilityRequestId id) {
        return sql.first(COLUMNS + " where id = ? for update", InquiryTable::read, id.value());
    }

    @Override
    public Optional<Inquiry> find(FeasibilityRequestId id, Actor account) {
        return sql.first(COLUMNS + " where id = ? and account = ?", InquiryTable::read, id.value(), account.subject());
    }

    @Override
    public List<Inquiry> list(Actor account, int limit, @Nullable FeasibilityRequestId after) {
        UUID from = after == null ? null : after.value();
        return sql.list(
                COLUMNS + " where account = ? and (?::uuid is null or (requested_at, id) >"
                        + " (select i.requested_at, i.id from inquiry i where i.id = ? and i.account = ?))"
                        + " order by requested_at, id limit ?",
                InquiryTable::read,
                account.subject(),
                from,
                from,
                account.subject(),
                limit);
    }

    @Override
    public List<Inquiry> late(Instant now, int limit) {
        return sql.list(
                COLUMNS
                        + " where state = 'REQUESTED' and deadline < ? order by deadline limit ? for update skip locked",
                InquiryTable::read,
                now,
                limit);
    }

    private static Inquiry read(ResultSet row) throws SQLException {
        Asked asked = new Asked(
                new FeasibilityRequestId(row.getObject(1, UUID.class)),
                row.getString(2),
                new CohortId(row.getObject(3, UUID.class)),
                row.getString(4),
                row.getString(5),
                row.getObject(6, OffsetDateTime.class).toInstant(),
                row.getObject(7, OffsetDateTime.class).toInstant());
        State state = State.valueOf(row.getString(8));
        if (state == State.REQUESTED) {
            return new Requested(asked);
        }
        Instant ended = row.getObject(11, OffsetDateTime.class).toInstant();
        return switch (state) {
            case REQUESTED -> new Requested(asked);
            case ANSWERED -> new Answered(asked, row.getObject(9, Integer.class), ended);
            case REFUSED -> new Refused(asked, row.getString(10), ended);
            case FAILED -> new Failed(asked, row.getString(10), ended);
            case CANCELLED -> new Cancelled(asked, ended);
        };
    }
}
