package org.tessera.messaging.inbox;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Whether reading waits for a server that is away, and since when. */
@Singleton
public final class Pause {
    /** A pause: which channel's message waits, since when. */
    public record Since(String channel, Instant at) {}

    private final Clock clock;
    private final AtomicReference<@Nullable Since> current = new AtomicReference<>();

    Pause(Clock clock, MeterRegistry metrics) {
        this.clock = clock;
        Gauge.builder("tessera.inbox.paused", () -> current().isPresent() ? 1 : 0)
                .description("1 while reading waits for a server that is away")
                .register(metrics);
    }

    void begin(String channel) {
        current.compareAndSet(null, new Since(channel, clock.instant()));
    }

    void over() {
        current.set(null);
    }

    /** The pause, while there is one. */
    public Optional<Since> current() {
        return Optional.ofNullable(current.get());
    }
}
