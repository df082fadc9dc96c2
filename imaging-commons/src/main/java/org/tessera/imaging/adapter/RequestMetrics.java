package org.tessera.imaging.adapter;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import org.tessera.imaging.feasibility.Inquiries;
import org.tessera.imaging.upload.Uploads;

/** Gauge {@code tessera_requests{kind, state}}: how many requests of each kind are in each state. */
@ApplicationScoped
public class RequestMetrics {
    private final Inquiries inquiries;
    private final Uploads uploads;
    private final MultiGauge feasibility;
    private final MultiGauge upload;

    RequestMetrics(Inquiries inquiries, Uploads uploads, MeterRegistry registry) {
        this.inquiries = inquiries;
        this.uploads = uploads;
        this.feasibility = gauge("feasibility", registry);
        this.upload = gauge("upload", registry);
    }

    private static MultiGauge gauge(String kind, MeterRegistry registry) {
        return MultiGauge.builder("tessera.requests")
                .description("Requests by kind and state")
                .tags("kind", kind)
                .register(registry);
    }

    /** Counts again. */
    @Scheduled(every = "{tessera.metrics.every}")
    void count() {
        feasibility.register(rows(inquiries.byState()), true);
        upload.register(rows(uploads.byState()), true);
    }

    private static List<Row<?>> rows(Map<String, Long> byState) {
        return byState.entrySet().stream()
                .<Row<?>>map(state -> Row.of(Tags.of("state", state.getKey()), state.getValue()))
                .toList();
    }
}
