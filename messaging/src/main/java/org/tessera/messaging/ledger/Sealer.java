package org.tessera.messaging.ledger;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.tessera.contracts.Channel;
import org.tessera.contracts.Channels;
import org.tessera.contracts.LedgerHead;
import org.tessera.contracts.MessageType;
import org.tessera.envelope.ledger.LedgerChain;
import org.tessera.envelope.ledger.LedgerEntry;
import org.tessera.envelope.ledger.LedgerHeads;
import org.tessera.messaging.Identity;
import org.tessera.messaging.LedgerExport;
import org.tessera.messaging.Outbox;
import org.tessera.messaging.Outgoing;
import org.tessera.messaging.ServiceKeys;
import org.tessera.messaging.Sql;

/**
 * Gives entries their place in the chain. Only what is committed is seen and sequences are given here alone, so the
 * chain has no gaps, whatever order transactions end in. One sealer at a time, by an advisory lock. A head is signed only
 * over a past whose last head stands; without it entries go on to be sealed, so that their order is kept.
 */
@Singleton
public final class Sealer {
    private static final long LOCK = 0x7465737365616cL;
    private static final int BATCH = 1000;

    private final Sql sql;
    private final Clock clock;
    private final Identity identity;
    private final ServiceKeys keys;
    private final Outbox outbox;
    private final LedgerExport export;
    private final LastHead lastHead;
    private final Duration headEvery;
    private final Duration headAtLeastEvery;
    private final Optional<String> headChannel;

    Sealer(
            Sql sql,
            Clock clock,
            Identity identity,
            ServiceKeys keys,
            Outbox outbox,
            LedgerExport export,
            LastHead lastHead,
            Channels channels,
            @ConfigProperty(name = "tessera.ledger.head-every") Duration headEvery,
            @ConfigProperty(name = "tessera.ledger.head-at-least-every") Duration headAtLeastEvery) {
        this.sql = sql;
        this.clock = clock;
        this.identity = identity;
        this.keys = keys;
        this.outbox = outbox;
        this.export = export;
        this.lastHead = lastHead;
        this.headEvery = headEvery;
        this.headAtLeastEvery = headAtLeastEvery;
        this.headChannel = channels.writtenBy(identity.clientId()).stream()
                .filter(channel -> channel.messages().contains(MessageType.LEDGER_HEAD))
                .map(Channel::name)
                .findFirst();
    }

    private record Place(long sequence, String hash) {}

    private record Waiting(long id, LedgerEntry entry) {}

    @Scheduled(every = "${tessera.ledger.seal-every}", concurrentExecution = ConcurrentExecution.SKIP)
    void seal() {
        int sealed = BATCH;
        while (sealed == BATCH) {
            sealed = QuarkusTransaction.requiringNew().call(() -> mayAlone() ? sealBatch(headEvery) : 0);
        }
    }

    /** Seals what is there and gives a head at once, waiting for whoever seals in this moment. */
    public void sealNow() {
        QuarkusTransaction.requiringNew().run(() -> {
            sql.exists("SELECT 1 FROM (SELECT pg_advisory_xact_lock(?)) AS locked", LOCK);
            sealBatch(Duration.ZERO);
        });
    }

    private boolean mayAlone() {
        return sql.first("SELECT pg_try_advisory_xact_lock(?)", row -> row.getBoolean(1), LOCK)
                .orElse(false);
    }

    private int sealBatch(Duration sinceLastHead) {
        Place last = sql.first(
                        "SELECT sequence, hash FROM ledger_seal ORDER BY sequence DESC LIMIT 1",
                        row -> new Place(row.getLong(1), row.getString(2)))
                .orElse(new Place(0, LedgerChain.GENESIS));
        List<Waiting> waiting = sql.list(
                "SELECT e.id, " + Entries.COLUMNS
                        + " FROM ledger_unsealed u JOIN ledger_entry e ON e.id = u.entry_id ORDER BY e.id LIMIT "
                        + BATCH,
                row -> new Waiting(row.getLong("id"), Entries.read(row, 0)));
        for (Waiting next : waiting) {
            last = append(last, next);
        }
        giveHead(last, sinceLastHead);
        return waiting.size();
    }

    private Place append(Place last, Waiting next) {
        long sequence = last.sequence() + 1;
        String hash = LedgerChain.hash(last.hash(), numbered(next.entry(), sequence));
        sql.update(
                "WITH done AS (DELETE FROM ledger_unsealed WHERE entry_id = ?)"
                        + " INSERT INTO ledger_seal (sequence, entry_id, hash) VALUES (?, ?, ?)",
                next.id(),
                sequence,
                next.id(),
                hash);
        return new Place(sequence, hash);
    }

    private static LedgerEntry numbered(LedgerEntry entry, long sequence) {
        return new LedgerEntry(
                sequence,
                entry.at(),
                entry.kind(),
                entry.action(),
                entry.object(),
                entry.actor(),
                entry.role(),
                entry.personsBucket(),
                entry.channel(),
                entry.direction(),
                entry.eventId(),
                entry.writer(),
                entry.digest(),
                entry.jws());
    }

    /**
     * Heads themselves cross the border and are entries; they alone are no reason for another head, but one a day, by which
     * the counterparts know that there is somebody to hear of.
     */
    private void giveHead(Place last, Duration sinceLast) {
        Optional<LedgerHead> before = export.head();
        if (!lastHead.stands(before)) {
            return;
        }
        Instant now = clock.instant();
        // Either way: a clock that was set back must not silence the heads until it has caught up.
        Optional<Duration> age =
                before.map(head -> Duration.between(head.sealedAt(), now).abs());
        if (age.isPresent() && age.get().compareTo(sinceLast) < 0) {
            return;
        }
        long covered = before.map(LedgerHead::sequence).orElse(0L);
        boolean again = age.isPresent() && age.get().compareTo(headAtLeastEvery) >= 0 && last.sequence() > covered;
        boolean something = again
                || sql.exists(
                        "SELECT 1 FROM ledger_seal s JOIN ledger_entry e ON e.id = s.entry_id"
                                + " WHERE s.sequence > ? AND e.action <> ? LIMIT 1",
                        covered,
                        MessageType.LEDGER_HEAD.typeName());
        if (something) {
            LedgerHead head =
                    LedgerHeads.sign(identity.clientId(), last.sequence(), last.hash(), now, keys.ownSigningKey());
            sql.update(
                    "INSERT INTO ledger_head (sequence, hash, sealed_at, jws) VALUES (?, ?, ?, ?)",
                    head.sequence(),
                    head.hash(),
                    head.sealedAt(),
                    head.jws());
            headChannel.ifPresent(channel -> outbox.send(Outgoing.byTheService(channel, identity.clientId(), head)));
        }
    }
}
