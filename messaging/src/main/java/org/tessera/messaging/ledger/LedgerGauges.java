package org.tessera.messaging.ledger;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tessera.contracts.Channel;
import org.tessera.contracts.Channels;
import org.tessera.contracts.MessageType;
import org.tessera.messaging.Identity;
import org.tessera.messaging.Sql;

/**
 * How long the oldest entry has waited for the sealer, and how long nothing was heard of a counterpart's ledger. Looked at
 * between the scrapes, for a database that says nothing would hold up those of everything else.
 */
@Startup
@Singleton
final class LedgerGauges {
    private final Sql sql;
    private final Clock clock;
    private final List<Channel> heads;
    private volatile @Nullable Seen seen;

    private record Seen(@Nullable Instant unsealed, Map<String, Instant> heads) {}

    LedgerGauges(Sql sql, Clock clock, Identity identity, Channels channels, MeterRegistry metrics) {
        this.sql = sql;
        this.clock = clock;
        this.heads = channels.readBy(identity.clientId()).stream()
                .filter(channel -> channel.messages().contains(MessageType.LEDGER_HEAD))
                .toList();
        Gauge.builder("tessera.ledger.unsealed.seconds", this::unsealed)
                .description("age of the oldest ledger entry that has no place in the chain yet")
                .register(metrics);
        for (Channel channel : heads) {
            Gauge.builder("tessera.ledger.counterpart.head.seconds", () -> sinceHead(channel.name()))
                    .tag("channel", channel.name())
                    .description("since when no head of this counterpart's ledger has come")
                    .register(metrics);
        }
    }

    /** Looks again; while the database answers with an error there are no numbers. */
    @Scheduled(every = "${tessera.metrics.every}", concurrentExecution = ConcurrentExecution.SKIP)
    synchronized void look() {
        Seen now = null;
        try {
            Map<String, Instant> last = new HashMap<>();
            for (Channel channel : heads) {
                sql.first(
                                "SELECT received_at FROM counterpart_head WHERE domain = ?"
                                        + " ORDER BY received_at DESC LIMIT 1",
                                row -> Sql.instant(row, "received_at"),
                                channel.writers().getFirst())
                        .ifPresent(at -> last.put(channel.name(), at));
            }
            Instant unsealed = sql.first(
                            "SELECT e.happened_at FROM ledger_unsealed u JOIN ledger_entry e ON e.id = u.entry_id"
                                    + " ORDER BY u.entry_id LIMIT 1",
                            row -> Sql.instant(row, "happened_at"))
                    .orElse(null);
            now = new Seen(unsealed, last);
        } finally {
            seen = now;
        }
    }

    private double unsealed() {
        Seen last = seen;
        if (last == null) {
            return Double.NaN;
        }
        return last.unsealed() == null ? 0 : age(last.unsealed());
    }

    /** Nothing while none has ever come. */
    private double sinceHead(String channel) {
        Seen last = seen;
        Instant at = last == null ? null : last.heads().get(channel);
        return at == null ? Double.NaN : age(at);
    }

    private double age(Instant since) {
        return Duration.between(since, clock.instant()).toMillis() / 1000.0;
    }
}
