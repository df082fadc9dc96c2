package org.tessera.messaging.ledger;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.tessera.contracts.Channel;
import org.tessera.contracts.Channels;
import org.tessera.contracts.LedgerHead;
import org.tessera.contracts.MessageType;
import org.tessera.envelope.ledger.LedgerHeads;
import org.tessera.messaging.Identity;
import org.tessera.messaging.Ledger;
import org.tessera.messaging.MessageHandler;
import org.tessera.messaging.Received;
import org.tessera.messaging.ServiceKeys;
import org.tessera.messaging.Sql;
import org.tessera.messaging.Unacceptable;

/** Keeps the heads of the counterparts' ledgers, all of them; one that goes back or contradicts an older one is raised. */
@Singleton
final class CounterpartHeads implements MessageHandler<LedgerHead> {
    private static final Logger LOG = Logger.getLogger(CounterpartHeads.class);

    private final Sql sql;
    private final Clock clock;
    private final ServiceKeys keys;
    private final Ledger ledger;
    private final Set<String> channels;
    private final Counter contradictions;

    CounterpartHeads(
            Sql sql,
            Clock clock,
            ServiceKeys keys,
            Ledger ledger,
            Identity identity,
            Channels channels,
            MeterRegistry metrics) {
        this.sql = sql;
        this.clock = clock;
        this.keys = keys;
        this.ledger = ledger;
        this.channels = channels.readBy(identity.clientId()).stream()
                .filter(channel -> channel.messages().contains(MessageType.LEDGER_HEAD))
                .map(Channel::name)
                .collect(Collectors.toUnmodifiableSet());
        this.contradictions = Counter.builder("tessera.ledger.contradictions")
                .description("heads of counterparts that contradict what they said before")
                .register(metrics);
    }

    @Override
    public Class<LedgerHead> payload() {
        return LedgerHead.class;
    }

    @Override
    public Set<String> channels() {
        return channels;
    }

    @Override
    public void handle(Received<LedgerHead> message) {
        LedgerHead head = message.payload();
        if (!head.domain().equals(message.writer()) || !LedgerHeads.verify(head, keys.signingKeysOf(head.domain()))) {
            throw new Unacceptable("ledger-head-forged");
        }
        if (!head.sealedAt().equals(head.sealedAt().truncatedTo(ChronoUnit.MICROS))) {
            throw new Unacceptable("ledger-head-time-too-fine");
        }
        boolean contradicts = contradicts(head, message.redriven());
        keep(head);
        if (contradicts) {
            contradictions.increment();
            LOG.errorf("the ledger head of %s contradicts an earlier one", head.domain());
            ledger.denial(Ledger.Entry.of("ledger-head.contradicts", head.domain(), null, null));
        }
    }

    /**
     * What the chain says was received must be among what is kept, with the same digest: what cannot be kept as it came is
     * not received.
     */
    private void keep(LedgerHead head) {
        long fresh = sql.update(
                "INSERT INTO counterpart_head (domain, sequence, hash, sealed_at, jws, received_at)"
                        + " VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
                head.domain(),
                head.sequence(),
                head.hash(),
                head.sealedAt(),
                head.jws(),
                clock.instant());
        if (fresh == 0
                && !sql.exists(
                        "SELECT 1 FROM counterpart_head WHERE domain = ? AND sequence = ? AND hash = ?"
                                + " AND sealed_at = ? AND jws = ?",
                        head.domain(),
                        head.sequence(),
                        head.hash(),
                        head.sealedAt(),
                        head.jws())) {
            throw new Unacceptable("ledger-head-repeated");
        }
    }

    /**
     * Heads of one ledger come in their order, so a lower sequence says that the history went back. Only one that was in
     * quarantine may come behind later ones; it fits them when they were sealed after it.
     */
    private boolean contradicts(LedgerHead head, boolean redriven) {
        List<String> same = sql.list(
                "SELECT hash FROM counterpart_head WHERE domain = ? AND sequence = ?",
                row -> row.getString(1),
                head.domain(),
                head.sequence());
        if (!same.isEmpty()) {
            return !same.equals(List.of(head.hash()));
        }
        Optional<Instant> laterSealed = sql.first(
                "SELECT min(sealed_at) AS sealed FROM counterpart_head WHERE domain = ? AND sequence > ?"
                        + " HAVING count(*) > 0",
                row -> Sql.instant(row, "sealed"),
                head.domain(),
                head.sequence());
        return laterSealed.isPresent() && !(redriven && head.sealedAt().isBefore(laterSealed.get()));
    }
}
