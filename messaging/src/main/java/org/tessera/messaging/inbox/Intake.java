package org.tessera.messaging.inbox;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;
import org.tessera.contracts.Payload;
import org.tessera.envelope.Envelope;
import org.tessera.envelope.ledger.LedgerEntry.Direction;
import org.tessera.messaging.MessageHandler;
import org.tessera.messaging.Received;
import org.tessera.messaging.Sql;
import org.tessera.messaging.Traces;
import org.tessera.messaging.Unacceptable;
import org.tessera.messaging.ledger.Entries;

/** Handles a message once: inbox entry, handler and ledger entry in one transaction. */
@Singleton
final class Intake {
    /** Reason of a message that may have been handled at a time that the inbox has forgotten. */
    private static final String OLDER_THAN_REMEMBERED = "older-than-remembered";

    /** Longer than any topic keeps a message, and what clocks differ by. */
    private static final Duration LEAST_KEPT = Duration.ofDays(32);

    /** A writer's clock may be ahead of the one by which the inbox forgets. */
    private static final Duration CLOCKS_DIFFER = Duration.ofDays(1);

    private final Sql sql;
    private final Clock clock;
    private final Inspection inspection;
    private final Handlers handlers;
    private final Entries ledger;
    private final Traces traces;
    private final Heard heard;
    private final MeterRegistry metrics;
    private final Duration remembers;

    Intake(
            Sql sql,
            Clock clock,
            Inspection inspection,
            Handlers handlers,
            Entries ledger,
            Traces traces,
            Heard heard,
            MeterRegistry metrics,
            @ConfigProperty(name = "tessera.inbox.keep") Duration remembers) {
        this.sql = sql;
        this.clock = clock;
        this.inspection = inspection;
        this.handlers = handlers;
        this.ledger = ledger;
        this.traces = traces;
        this.heard = heard;
        this.metrics = metrics;
        if (remembers.compareTo(LEAST_KEPT) < 0) {
            throw new IllegalArgumentException("tessera.inbox.keep is at least " + LEAST_KEPT
                    + ": what comes when the inbox has forgotten it goes to quarantine");
        }
        this.remembers = remembers.minus(CLOCKS_DIFFER);
    }

    /**
     * Takes the message in; one that was handled before changes nothing.
     *
     * @param place where this process stood when the message came
     * @throws Wrong when it can never be handled; nothing of it stays
     */
    void take(Arrived arrived, Heard.Place place) throws Wrong {
        takeIn(arrived, place);
    }

    /** The same for a message that was in quarantine. */
    void takeAgain(Arrived arrived) throws Wrong {
        takeIn(arrived, null);
    }

    private void takeIn(Arrived arrived, Heard.@Nullable Place place) throws Wrong {
        Inspection.Passed passed = inspection.inspect(arrived);
        boolean old = passed.envelope().time().isBefore(clock.instant().minus(remembers));
        if (old && place != null) {
            throw new Wrong(OLDER_THAN_REMEMBERED);
        }
        if (old && isInLedger(passed)) {
            return;
        }
        MessageHandler<?> handler =
                handlers.find(arrived.channel(), passed.payload()).orElseThrow(() -> new Wrong("no-handler"));
        String key = arrived.keyText();
        try {
            QuarkusTransaction.requiringNew().run(() -> {
                if (place != null) {
                    heard.passed(arrived.position(), place);
                }
                handleOnce(arrived.channel(), key, passed, handler, place == null);
            });
        } catch (RuntimeException e) {
            Unacceptable unacceptable = unacceptable(e);
            if (unacceptable == null) {
                throw e;
            }
            throw new Wrong(String.valueOf(unacceptable.getMessage()));
        }
        metrics.counter("tessera.messages.received", "channel", arrived.channel())
                .increment();
    }

    private void handleOnce(
            String channel, String key, Inspection.Passed passed, MessageHandler<?> handler, boolean redriven) {
        Envelope envelope = passed.envelope();
        long fresh = sql.update(
                "INSERT INTO inbox (writer, event_id, digest, handled_at) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING",
                envelope.writer(),
                envelope.id().value(),
                passed.digest(),
                clock.instant());
        if (fresh == 0) {
            requireSame(passed);
            return;
        }
        traces.keep(key);
        Handlers.handle(
                handler,
                new Received<Payload>(
                        envelope.id(),
                        channel,
                        envelope.writer(),
                        envelope.time(),
                        envelope.actor(),
                        envelope.project(),
                        redriven,
                        passed.payload()));
        ledger.crossing(envelope, channel, Direction.IN, passed.digest());
    }

    /**
     * Whether it was handled at a time that the inbox may have forgotten. The ledger forgets nothing, and is slow to ask: so
     * this is for the few that somebody lets in by hand.
     */
    private boolean isInLedger(Inspection.Passed passed) {
        return sql.exists(
                "SELECT 1 FROM ledger_entry WHERE event_id = ? AND writer = ? AND direction = ? LIMIT 1",
                passed.envelope().id().toString(),
                passed.envelope().writer(),
                Direction.IN);
    }

    private void requireSame(Inspection.Passed passed) {
        Optional<String> digest = sql.first(
                "SELECT digest FROM inbox WHERE writer = ? AND event_id = ?",
                row -> row.getString(1),
                passed.envelope().writer(),
                passed.envelope().id().value());
        if (digest.isPresent() && !digest.get().equals(passed.digest())) {
            throw new Unacceptable("event-id-reused");
        }
    }

    private static @Nullable Unacceptable unacceptable(RuntimeException thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof Unacceptable unacceptable) {
                return unacceptable;
            }
        }
        return null;
    }
}
