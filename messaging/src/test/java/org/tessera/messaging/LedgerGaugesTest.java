package org.tessera.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.tessera.envelope.Keys;
import org.tessera.envelope.ledger.LedgerHeads;
import org.tessera.testkit.Border;
import org.tessera.testkit.OnRealServers;
import org.tessera.testkit.TestClock;
import org.tessera.testkit.TestWorld;

@QuarkusTest
@OnRealServers("honest-broker")
class LedgerGaugesTest {
    private static final String COMMONS = "imaging-commons";
    private static final String HEADS_OF_THE_COMMONS = "commons.ledger-heads.v1";
    private static final double TWO_DAYS = 2 * 24 * 3600.0;
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @Inject
    Ledger ledger;

    @Inject
    TestClock clock;

    @Inject
    Sql sql;

    @Inject
    MeterRegistry metrics;

    @AfterEach
    void back() {
        clock.reset();
    }

    @Test
    void an_entry_that_nobody_seals_is_told_by_its_age() {
        QuarkusTransaction.requiringNew().run(() -> {
            // As who holds up the sealer.
            sql.exists("SELECT 1 FROM (SELECT pg_advisory_xact_lock(x'7465737365616c'::bigint)) AS locked");
            ledger.denial(Ledger.Entry.of("thing.refused", "object", null, null));
            clock.ahead(Duration.ofHours(1));
            await().atMost(PATIENCE).until(() -> unsealed() >= 3500);
        });
        await().atMost(PATIENCE).until(() -> unsealed() < 60);
    }

    @Test
    void a_counterpart_that_is_silent_is_told_by_the_age_of_its_last_head() throws IOException {
        clock.ahead(Duration.ofDays(3));
        double before = sinceHead();
        assertThat(Double.isNaN(before) || before > TWO_DAYS).isTrue();
        // Other tests say heads of the commons, too.
        long next = 1 + sql.count("SELECT coalesce(max(sequence), 0) FROM counterpart_head WHERE domain = ?", COMMONS);
        try (Border commons = Border.as(COMMONS)) {
            commons.send(
                    HEADS_OF_THE_COMMONS,
                    COMMONS,
                    LedgerHeads.sign(
                            COMMONS,
                            next,
                            "9".repeat(64),
                            Instant.parse("2026-01-01T00:00:00Z"),
                            Keys.readPrivate(TestWorld.privateKeys(COMMONS).resolve(Keys.SIGNING))));
        }
        await().atMost(PATIENCE).until(() -> sinceHead() < 600);
        clock.ahead(Duration.ofDays(6));
        assertThat(sinceHead()).isGreaterThan(TWO_DAYS);
    }

    private double unsealed() {
        return metrics.get("tessera.ledger.unsealed.seconds").gauge().value();
    }

    private double sinceHead() {
        return metrics.get("tessera.ledger.counterpart.head.seconds")
                .tag("channel", HEADS_OF_THE_COMMONS)
                .gauge()
                .value();
    }
}
