package org.tessera.messaging;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;
import org.tessera.messaging.inbox.HearingAgain;
import org.tessera.messaging.inbox.Pause;

/**
 * Ready while messages flow: the oldest that waits to leave is young, reading does not pause for long, and the database
 * knows everything that was heard, as far as Kafka has said by now what that is: some seconds after a start.
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

    BorderHealth(Sql sql, Clock clock, Pause pause, HearingAgain hearingAgain, MeterRegistry metrics) {
        this.sql = sql;
        this.clock = clock;
        this.pause = pause;
        this.hearingAgain = hearingAgain;
        Gauge.builder("tessera.outbox.lag.seconds", () -> lag().toMillis() / 1000.0)
                .description("age of the oldest message that waits to be published")
                .register(metrics);
        Gauge.builder("tessera.outbox.waiting", () -> count("SELECT count(*) FROM outbox WHERE published_at IS NULL"))
                .description("messages that wait to be published")
                .register(metrics);
        Gauge.builder(
                        "tessera.quarantine.waiting",
                        () -> count("SELECT count(*) FROM quarantine WHERE redriven_at IS NULL AND dismissed_at IS NULL"
                                + " AND reason <> 'recalled'"))
                .description("messages in quarantine that nobody has redriven or dismissed and no writer has recalled")
                .register(metrics);
    }

    private long count(String query) {
        return sql.first(query, row -> row.getLong(1)).orElse(0L);
    }

    @Override
    public HealthCheckResponse call() {
        Duration lag = lag();
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

    private Duration lag() {
        Optional<Instant> oldest = sql.first(
                "SELECT created_at FROM outbox WHERE published_at IS NULL ORDER BY id LIMIT 1",
                row -> Sql.instant(row, "created_at"));
        return oldest.map(at -> Duration.between(at, clock.instant())).orElse(Duration.ZERO);
    }
}
