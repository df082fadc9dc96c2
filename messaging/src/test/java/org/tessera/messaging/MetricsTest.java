package org.tessera.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Metrics;
import io.micrometer.core.instrument.Tag;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.tessera.contracts.Channels;
import org.tessera.contracts.Domain;
import org.tessera.contracts.Withdrawal;
import org.tessera.testkit.Border;
import org.tessera.testkit.OnRealServers;

@QuarkusTest
@OnRealServers("honest-broker")
class MetricsTest {
    /** Every label that a meter of the house may have: words of the code, none for an object or a person. */
    private static final Set<String> LABELS = Set.of("kind", "state", "channel", "reason");

    @Inject
    MeterRegistry metrics;

    @Inject
    Ledger ledger;

    @Inject
    Sql sql;

    @Inject
    WithdrawalsOfTheTest withdrawals;

    @Inject
    Channels channels;

    @Inject
    ReadyGauge ready;

    @Inject
    @Readiness
    BorderHealth border;

    @Inject
    DataSource database;

    @Inject
    @Readiness
    Check check;

    /** A readiness check that can be made unwell. */
    @Readiness
    @Singleton
    static class Check implements HealthCheck {
        private final AtomicBoolean well = new AtomicBoolean(true);

        @Override
        public HealthCheckResponse call() {
            return HealthCheckResponse.named("of-the-test").status(well.get()).build();
        }
    }

    private double refusals(String reason) {
        return metrics.find("tessera.refusals").tag("reason", reason).counters().stream()
                .mapToDouble(counter -> counter.count())
                .sum();
    }

    @Test
    void a_refusal_counts_under_its_reason_and_an_identifier_is_no_reason() {
        double before = refusals("http.forbidden");
        double others = refusals("other");
        ledger.denial(Ledger.Entry.of("http.forbidden", "GET /matches", null, null));
        ledger.denial(Ledger.Entry.of("match.denied:" + UUID.randomUUID(), "GET /matches", null, null));
        assertThat(refusals("http.forbidden")).isEqualTo(before + 1);
        assertThat(refusals("other")).isEqualTo(others + 1);
    }

    @Test
    void requests_are_counted_by_state_with_the_age_of_the_oldest() {
        Instant now = Instant.now();
        QuarkusTransaction.requiringNew().run(() -> {
            sql.update("DELETE FROM wish");
            for (int minutes : List.of(3, 1)) {
                sql.update(
                        "INSERT INTO wish (state, since) VALUES ('WAITING', ?)",
                        now.minus(Duration.ofMinutes(minutes)));
            }
        });
        await().atMost(Duration.ofMinutes(2)).untilAsserted(() -> {
            assertThat(gauge("tessera.requests")).isEqualTo(2);
            assertThat(gauge("tessera.requests.oldest.seconds")).isBetween(180.0, 600.0);
        });
    }

    private double gauge(String name) {
        return metrics.find(name).tags("kind", "wish", "state", "WAITING").gauges().stream()
                .mapToDouble(gauge -> gauge.value())
                .sum();
    }

    @Test
    void what_waits_in_quarantine_is_a_gauge_and_what_was_recalled_does_not_wait() {
        border.count();
        long before = (long) metrics.get("tessera.quarantine.waiting").gauge().value();
        for (String reason : List.of("only-a-test", "recalled")) {
            QuarkusTransaction.requiringNew()
                    .run(() -> sql.update(
                            "INSERT INTO quarantine (channel, record_partition, record_offset, record_timestamp, headers,"
                                    + " reason, quarantined_at) VALUES ('c', 0, 0, ?, '[]'::jsonb, ?, ?)",
                            System.nanoTime(),
                            reason,
                            Instant.now()));
        }
        border.count();
        assertThat((long) metrics.get("tessera.quarantine.waiting").gauge().value())
                .isEqualTo(before + 1);
        assertThat(metrics.get("tessera.outbox.waiting").gauge().value()).isNotNegative();
    }

    @Test
    @Timeout(180)
    void what_is_told_of_messages_does_not_wait_for_a_database_that_says_nothing() throws Exception {
        border.count();
        try (Connection silent = database.getConnection()) {
            silent.setAutoCommit(false);
            try (Statement statement = silent.createStatement()) {
                statement.execute("LOCK TABLE outbox, quarantine IN ACCESS EXCLUSIVE MODE");
                for (String name :
                        List.of("tessera.outbox.lag.seconds", "tessera.outbox.waiting", "tessera.quarantine.waiting")) {
                    var told = CompletableFuture.supplyAsync(
                            () -> metrics.get(name).gauge().value());
                    assertThat(told.get()).as(name).isBetween(0.0, 1e9);
                }
            } finally {
                silent.rollback();
            }
        }
    }

    @Test
    void every_metric_of_dashboard_and_alerts_is_one_of_the_house() {
        try (Border enclave = Border.as("clinical-enclave")) {
            enclave.send(MatchRequestsOfTheTest.CHANNEL, "key", MatchRequests.ofRelease("R1"));
            enclave.sendGarbage(MatchRequestsOfTheTest.CHANNEL, "key");
        }
        // What the broker alone has is held in its own tests.
        Set<String> ofEveryService = Dashboards.metrics().stream()
                .filter(name -> !name.startsWith("tessera_storage_"))
                .collect(Collectors.toSet());
        assertThat(ofEveryService).hasSizeGreaterThan(8);
        await().atMost(Duration.ofMinutes(2))
                .untilAsserted(() -> assertThat(exported()).containsAll(ofEveryService));
    }

    @Test
    void no_meter_tells_how_many_withdrew() {
        try (Border partner = Border.as("partner-north")) {
            // A message is counted after it was handled, and before the next one of its key is.
            partner.send(WithdrawalsOfTheTest.CHANNEL, "key", Withdrawal.of(Domain.IMAGING, "case-1"));
            partner.send(WithdrawalsOfTheTest.CHANNEL, "key", Withdrawal.of(Domain.IMAGING, "case-2"));
        }
        await().atMost(Duration.ofMinutes(2))
                .untilAsserted(() -> assertThat(withdrawals.heard).contains("case-1", "case-2"));
        assertThat(metrics.getMeters())
                .extracting(meter -> meter.getId().getName())
                .noneMatch(name -> name.startsWith("kafka."));
        // Wrong messages are counted everywhere (QuietMeters), and these were none.
        assertThat(metrics.getMeters())
                .filteredOn(meter -> !meter.getId().getName().equals("tessera.messages.quarantined"))
                .flatExtracting(meter -> meter.getId().getTags())
                .extracting(Tag::getValue)
                .doesNotContain(WithdrawalsOfTheTest.CHANNEL);
    }

    @Test
    void wrong_messages_have_a_counter_on_every_channel_before_the_first_one_comes() {
        assertThat(channels.readBy("honest-broker"))
                .isNotEmpty()
                .allSatisfy(channel -> assertThat(metrics.find("tessera.messages.quarantined")
                                .tag("channel", channel.name())
                                .counters())
                        .hasSize(1));
    }

    @Test
    void the_service_is_ready_in_the_metrics_as_long_as_its_checks_are_well_and_answer() {
        awaitReady(1);
        check.well.set(false);
        awaitReady(0);
        check.well.set(true);
        awaitReady(1);
        long later = System.nanoTime() + ReadyGauge.TOO_OLD.multipliedBy(2).toNanos();
        assertThat(ready.isReady(later)).isFalse();
    }

    private void awaitReady(int value) {
        await().atMost(Duration.ofMinutes(2))
                .untilAsserted(() ->
                        assertThat(metrics.get("tessera.ready").gauge().value()).isEqualTo(value));
    }

    /** The names under which Prometheus reads the meters. */
    private static Set<String> exported() {
        return Metrics.globalRegistry.getRegistries().stream()
                .flatMap(registry -> registry.getMeters().stream()
                        .map(meter -> meter.getId()
                                .getConventionName(registry.config().namingConvention())))
                .collect(Collectors.toSet());
    }

    @Test
    void no_meter_of_the_house_has_another_label() {
        List<Meter> ours = metrics.getMeters().stream()
                .filter(meter -> meter.getId().getName().startsWith("tessera."))
                .toList();
        assertThat(ours)
                .isNotEmpty()
                .allSatisfy(meter -> assertThat(meter.getId().getTags())
                        .extracting(Tag::getKey)
                        .isSubsetOf(LABELS));
    }
}
