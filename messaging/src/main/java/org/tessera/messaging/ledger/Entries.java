package org.tessera.messaging.ledger;

import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tessera.envelope.Actor;
import org.tessera.envelope.Envelope;
import org.tessera.envelope.ledger.LedgerEntry;
import org.tessera.envelope.ledger.LedgerEntry.Direction;
import org.tessera.envelope.ledger.LedgerEntry.Kind;
import org.tessera.envelope.ledger.PersonsBucket;
import org.tessera.messaging.Ledger;
import org.tessera.messaging.RefusalCounts;
import org.tessera.messaging.Sql;

/** Writes and reads ledger entries, in the transaction of the caller. */
@Singleton
public final class Entries {
    /** Columns that {@link #read} wants, of ledger_entry as e. */
    static final String COLUMNS = "e.happened_at, e.kind, e.action, e.object, e.actor_subject, e.actor_realm, e.role,"
            + " e.persons_bucket, e.channel, e.direction, e.event_id, e.writer, e.digest, e.jws";

    private static final String INSERT = """
            WITH entry AS (
                INSERT INTO ledger_entry (happened_at, kind, action, object, actor_subject, actor_realm, role,
                                          persons_bucket, channel, direction, event_id, writer, digest, jws)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                RETURNING id)
            INSERT INTO ledger_unsealed (entry_id) SELECT id FROM entry
            """;

    private final Sql sql;
    private final Clock clock;
    private final RefusalCounts refusals;

    Entries(Sql sql, Clock clock, RefusalCounts refusals) {
        this.sql = sql;
        this.clock = clock;
        this.refusals = refusals;
    }

    /** A message crossed the border. */
    public void crossing(Envelope envelope, String channel, Direction direction, String digest) {
        insert(new LedgerEntry(
                0,
                clock.instant(),
                Kind.CROSSING,
                envelope.type(),
                envelope.id().toString(),
                envelope.actor(),
                null,
                null,
                channel,
                direction,
                envelope.id().toString(),
                envelope.writer(),
                digest,
                envelope.signature()));
    }

    /** A message was refused at the border. */
    public void refused(String reason, String object, String channel, @Nullable String digest) {
        insert(new LedgerEntry(
                0,
                clock.instant(),
                Kind.DENIAL,
                "message.quarantined:" + reason,
                object,
                null,
                null,
                null,
                channel,
                Direction.IN,
                null,
                null,
                digest,
                null));
    }

    void record(Kind kind, Ledger.Entry entry) {
        Long persons = entry.persons();
        insert(new LedgerEntry(
                0,
                clock.instant(),
                kind,
                entry.action(),
                entry.object(),
                entry.actor(),
                entry.role(),
                persons == null ? null : PersonsBucket.of(persons),
                null,
                null,
                null,
                null,
                entry.digest(),
                null));
    }

    private void insert(LedgerEntry entry) {
        if (entry.kind() == Kind.DENIAL) {
            refusals.add(entry.action());
        }
        Optional<Actor> actor = Optional.ofNullable(entry.actor());
        sql.update(
                INSERT,
                entry.at(),
                entry.kind(),
                entry.action(),
                entry.object(),
                actor.map(Actor::subject).orElse(null),
                actor.map(Actor::realm).orElse(null),
                entry.role(),
                entry.personsBucket(),
                entry.channel(),
                entry.direction(),
                entry.eventId(),
                entry.writer(),
                entry.digest(),
                entry.jws());
    }

    static LedgerEntry read(ResultSet row, long sequence) throws SQLException {
        String subject = row.getString("actor_subject");
        String realm = row.getString("actor_realm");
        String direction = row.getString("direction");
        return new LedgerEntry(
                sequence,
                Sql.instant(row, "happened_at"),
                Kind.valueOf(row.getString("kind")),
                row.getString("action"),
                row.getString("object"),
                subject == null || realm == null ? null : new Actor(subject, realm),
                row.getString("role"),
                row.getString("persons_bucket"),
                row.getString("channel"),
                direction == null ? null : Direction.valueOf(direction),
                row.getString("event_id"),
                row.getString("writer"),
                row.getString("digest"),
                row.getString("jws"));
    }
}
