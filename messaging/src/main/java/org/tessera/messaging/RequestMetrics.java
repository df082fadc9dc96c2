package org.tessera.messaging;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Gauges of a service's requests: {@code tessera_requests{kind, state}}, how many there are, and
 * {@code tessera_requests_oldest_seconds{kind, state}}, the age of the oldest. The setting {@code tessera.metrics.requests}
 * names the tables, "kind:table:column", the column being the instant from which the age counts: since when a request is in
 * its state, or when it came. Requests are counted, never persons, and a label is a word of the code.
 */
@Singleton
final class RequestMetrics {
    private static final Pattern TABLE = Pattern.compile("([a-z-]+):([a-z_]+):([a-z_]+)");

    private record Requests(String kind, String query) {}

    private record Count(Tags tags, long requests, Instant oldest) {}

    private final Sql sql;
    private final Clock clock;
    private final List<Requests> tables;
    private final MultiGauge counts;
    private final MultiGauge ages;

    RequestMetrics(
            Sql sql,
            Clock clock,
            MeterRegistry metrics,
            @ConfigProperty(name = "tessera.metrics.requests") Optional<List<String>> tables) {
        this.sql = sql;
        this.clock = clock;
        this.tables =
                tables.orElse(List.of()).stream().map(RequestMetrics::requests).toList();
        this.counts = MultiGauge.builder("tessera.requests")
                .description("requests by kind and state")
                .register(metrics);
        this.ages = MultiGauge.builder("tessera.requests.oldest.seconds")
                .description("age of the oldest request by kind and state")
                .register(metrics);
    }

    private static Requests requests(String setting) {
        Matcher words = TABLE.matcher(setting);
        if (!words.matches()) {
            throw new IllegalArgumentException("not kind:table:column: " + setting);
        }
        return new Requests(
                words.group(1),
                "SELECT state, count(*) AS requests, min(" + words.group(3) + ") AS oldest FROM " + words.group(2)
                        + " GROUP BY state");
    }

    /** Counts again. */
    @Scheduled(every = "${tessera.metrics.every}", concurrentExecution = ConcurrentExecution.SKIP)
    void count() {
        List<Count> found = new ArrayList<>();
        for (Requests table : tables) {
            found.addAll(sql.list(
                    table.query(),
                    row -> new Count(
                            Tags.of("kind", table.kind(), "state", row.getString("state")),
                            row.getLong("requests"),
                            Sql.instant(row, "oldest"))));
        }
        Instant now = clock.instant();
        List<Row<?>> sizes = new ArrayList<>();
        List<Row<?>> seconds = new ArrayList<>();
        for (Count count : found) {
            sizes.add(Row.of(count.tags(), count.requests()));
            seconds.add(
                    Row.of(count.tags(), Duration.between(count.oldest(), now).toSeconds()));
        }
        counts.register(sizes, true);
        ages.register(seconds, true);
    }
}
