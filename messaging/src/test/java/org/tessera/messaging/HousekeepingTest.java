package org.tessera.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.tessera.contracts.FeasibilityRequest;
import org.tessera.contracts.FeasibilityRequestId;
import org.tessera.contracts.Transfer;
import org.tessera.contracts.TransferId;
import org.tessera.envelope.Actor;
import org.tessera.testkit.Border;
import org.tessera.testkit.OnRealServers;
import org.tessera.testkit.TestClock;

@QuarkusTest
@OnRealServers("honest-broker")
class HousekeepingTest {
    private static final String CHANNEL = "commons.feasibility-requests.v1";

    @Inject
    Housekeeping housekeeping;

    @Inject
    Quarantine quarantine;

    @Inject
    TestClock clock;

    @Inject
    Sql sql;

    @AfterEach
    void back() {
        clock.reset();
    }

    @Test
    void parts_stay_while_the_message_that_ends_them_waits_in_quarantine() {
        long before = sql.count("SELECT coalesce(max(id), 0) FROM quarantine");
        TransferId ended = TransferId.random();
        TransferId endless = TransferId.random();
        try (Border commons = Border.as("imaging-commons")) {
            commons.sendParts(CHANNEL, "key", endless, content(), null);
            Transfer transfer = commons.sendParts(CHANNEL, "key", ended, content(), null);
            // Nobody handles it here.
            commons.send(
                    CHANNEL,
                    "key",
                    new FeasibilityRequest(
                            FeasibilityRequestId.random(),
                            "0".repeat(64),
                            transfer,
                            Instant.parse("2030-01-01T00:00:00Z")));
        }
        await().atMost(Duration.ofSeconds(30))
                .until(() -> !quarantine.list(before, 1).isEmpty());
        Quarantine.Item item = quarantine.list(before, 1).getFirst();
        assertThat(item.reason()).isEqualTo("no-handler");

        clock.ahead(Duration.ofDays(3));
        housekeeping.tidy();
        assertThat(List.of(parts(ended), parts(endless))).containsExactly(1L, 0L);

        quarantine.dismiss(item.id(), new Actor("a-subject", "broker"), "operator");
        housekeeping.tidy();
        assertThat(parts(ended)).isZero();
    }

    private static ByteArrayInputStream content() {
        return new ByteArrayInputStream(new byte[100]);
    }

    private long parts(TransferId transfer) {
        return sql.count("SELECT count(*) FROM transfer_part WHERE transfer_id = ?", transfer.value());
    }
}
