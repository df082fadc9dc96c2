package org.tessera.messaging;

import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.util.regex.Pattern;

/**
 * Counts refusals by their reasons, {@code tessera_refusals_total{reason}}: denials of the ledger, and those of which it has the
 * number only.
 */
@Singleton
public final class RefusalCounts {
    private static final Pattern REASON = Pattern.compile("[a-z][a-z.:-]*(?:-[0-9])?");

    private final MeterRegistry metrics;

    /** @param metrics the service's meters */
    public RefusalCounts(MeterRegistry metrics) {
        this.metrics = metrics;
    }

    /**
     * Counts one more.
     *
     * @param action what the ledger calls it; the reason is a word of the code, and what could hold anything else is "other"
     */
    public void add(String action) {
        String reason = REASON.matcher(action).matches() ? action : "other";
        metrics.counter("tessera.refusals", "reason", reason).increment();
    }
}
