package org.tessera.messaging;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.health.SmallRyeHealthReporter;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The gauge {@code tessera_ready}: 1 while every readiness check is well, as {@code /q/health/ready} says, else 0. It is
 * looked at between the scrapes, for a check may wait for a database as long as it likes; one that does not come back in
 * {@link #TOO_OLD} is not well either.
 */
@Singleton
final class ReadyGauge {
    static final Duration TOO_OLD = Duration.ofMinutes(1);

    private final SmallRyeHealthReporter health;
    private volatile @Nullable Long readyAtNanos;

    ReadyGauge(SmallRyeHealthReporter health, MeterRegistry metrics) {
        this.health = health;
        Gauge.builder("tessera.ready", () -> isReady(System.nanoTime()) ? 1 : 0)
                .description("1 while every readiness check is well")
                .register(metrics);
    }

    /** Looks again. */
    @Scheduled(every = "${tessera.metrics.every}", concurrentExecution = ConcurrentExecution.SKIP)
    void look() {
        readyAtNanos = health.getReadiness().isDown() ? null : System.nanoTime();
    }

    /** Whether the last look found everything well, and is not too old at that {@link System#nanoTime}. */
    boolean isReady(long nanoTime) {
        Long at = readyAtNanos;
        return at != null && nanoTime - at < TOO_OLD.toNanos();
    }
}
