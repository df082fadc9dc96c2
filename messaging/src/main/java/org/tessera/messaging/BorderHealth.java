package org.tessera.messaging;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;
import org.jspecify.annotations.Nullable;
import org.tessera.messaging.inbox.HearingAgain;
import org.tessera.messaging.inbox.Pause;

/**
 * Ready while messages flow: the oldest that waits to leave is young, reading does not pause for long, and the database
 * knows everything that was heard, as far as Kafka has said by now what that is: some seconds after a start. What the metrics
 * tell of it is counted between the scrapes: a database that says nothing would hold up those of everything else.
 */
@Readiness
@Startup
@Singleton
final class BorderHealth implements HealthCheck {
    private static final Duration TOO_LONG = Duration.ofSeconds(60);

    private final Sql sql;
    private final Clock clock;
    private final Pause pause;
    private final HearingAgain hearingAgain;
    private volatile @Nullable Seen seen;

    private record Seen(@Nullable Instant oldest, long waiting, long inQuarantine) {}

    BorderHealth(Sql sql, Clock clock, Pause pause, HearingAgain hearingAgain, MeterRegistry metrics) {
        this.sql = sql;
        this.clock = clock;
        this.pause = pause;
        this.hearingAgain = hearingAgain;
        gauge(
                metrics,
                "tessera.outbox.lag.seconds",
                "age of the oldest message that waits to be published",
                last -> age(last.oldest()).toMillis() / 1000.0);
        gauge(metrics, "tessera.outbox.waiting", "messages that wait to be published", Seen::waiting);
        gauge(
                metrics,
                "tessera.quarantine.waiting",
                "messages in quarantine that nobody has redriven or dismissed and no writer has recalled",
                Seen::inQuarantine);
    }

    private void gauge(MeterRegistry metrics, String name, String description, ToDoubleFunction<Seen> value) {
        Gauge.builder(name, () -> {
                    Seen last = seen;
                    return last == null ? Double.NaN : value.applyAsDouble(last);
                })
                .description(description)
                .register(metrics);
    }

    /** Counts again; while the database answers with an error there are no numbers. */
    @Scheduled(every = "${tessera.metrics.every}", concurrentExecution = ConcurrentExecution.SKIP)
    synchronized void count() {
        Seen now = null;
        try {
            now = new Seen(
                    oldest().orElse(null),
                    sql.count("SELECT count(*) FROM outbox WHERE published_at IS NULL"),
                    sql.count("SELECT count(*) FROM quarantine WHERE redriven_at IS NULL AND dismissed_at IS NULL"
                            + " AND reason <> 'recalled'"));
        } finally {
            seen = now;
        }
    }

    @Override
    public HealthCheckResponse call() {
        Duration lag = age(oldest().orElse(null));
        Optional<Pause.Since> paused = pause.current();
        Duration pausedFor = paused.map(since -> Duration.between(since.at(), clock.instant()))
                .orElse(Duration.ZERO);
        boolean again = hearingAgain.now();
        return HealthCheckResponse.named("border")
                .status(lag.compareTo(TOO_LONG) < 0 && pausedFor.compareTo(TOO_LONG) < 0 && !again)
                .withData("outbox-lag-seconds", lag.toSeconds())
                .withData("paused-seconds", pausedFor.toSeconds())
                .withData("hearing-again", again)
                .build();
    }

    /** When the oldest message that waits was written. */
    private Optional<Instant> oldest() {
        return sql.first(
                "SELECT created_at FROM outbox WHERE published_at IS NULL ORDER BY id LIMIT 1",
                row -> Sql.instant(row, "created_at"));
    }

    private Duration age(@Nullable Instant oldest) {
        return oldest == null ? Duration.ZERO : Duration.between(oldest, clock.instant());
    }
}
