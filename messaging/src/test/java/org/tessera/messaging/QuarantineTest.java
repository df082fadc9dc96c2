package org.tessera.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.eclipse.microprofile.health.Readiness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.tessera.contracts.MatchRequest;
import org.tessera.contracts.TransferId;
import org.tessera.contracts.TransferPart;
import org.tessera.envelope.Actor;
import org.tessera.envelope.EventId;
import org.tessera.testkit.Border;
import org.tessera.testkit.OnRealServers;
import org.tessera.testkit.TestClock;

/** What goes to quarantine and what does not, and what becomes of it there. */
@QuarkusTest
@OnRealServers("honest-broker")
class QuarantineTest {
    private static final String CHANNEL = MatchRequestsOfTheTest.CHANNEL;
    private static final Actor OPERATOR = new Actor("a-subject", "broker");

    @Inject
    MatchRequestsOfTheTest requests;

    @Inject
    Quarantine quarantine;

    @Inject
    QuarantinedContents contents;

    @Inject
    Sql sql;

    @Inject
    TestClock clock;

    @Inject
    MeterRegistry metrics;

    @Inject
    @Readiness
    BorderHealth border;

    @AfterEach
    void back() {
        clock.reset();
    }

    @Test
    void a_second_content_under_a_used_id_goes_to_quarantine() {
        EventId id = EventId.random();
        MatchRequest first = MatchRequests.ofRelease("R1");
        MatchRequest second = MatchRequests.ofRelease("R1");
        try (Border enclave = Border.as("clinical-enclave")) {
            enclave.sendRecord(MatchRequests.signed(enclave, id, first));
            requests.awaitNoted(first);
            long before = newest();
            enclave.sendRecord(MatchRequests.signed(enclave, id, second));
            assertThat(nextInQuarantine(before).reason()).isEqualTo("event-id-reused");
            assertThat(requests.noted(second)).isZero();
        }
    }

    @Test
    void garbage_goes_to_quarantine_and_the_channel_goes_on() {
        long before = newest();
        MatchRequest after = MatchRequests.ofRelease("R1");
        try (Border enclave = Border.as("clinical-enclave")) {
            enclave.sendGarbage(CHANNEL, "key");
            enclave.send(CHANNEL, "key", after);
            requests.awaitNoted(after);
        }
        assertThat(nextInQuarantine(before).reason()).startsWith("header-missing");
    }

    @Test
    void headers_that_nobody_can_keep_or_read_block_nothing() {
        MatchRequest request = MatchRequests.ofRelease("R1");
        MatchRequest after = MatchRequests.ofRelease("R1");
        long before = newest();
        try (Border enclave = Border.as("clinical-enclave")) {
            ProducerRecord<String, byte[]> named = MatchRequests.signed(enclave, EventId.random(), request);
            named.headers().remove("ce_id").add("nul \u0000", new byte[0]);
            enclave.sendRecord(named);
            ProducerRecord<String, byte[]> numbered = MatchRequests.signed(enclave, EventId.random(), request);
            String header = Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString("{\"alg\":\"ES256\",\"kid\":1}".getBytes(StandardCharsets.UTF_8));
            numbered.headers()
                    .remove("ce_signature")
                    .add("ce_signature", (header + "..AA").getBytes(StandardCharsets.UTF_8));
            enclave.sendRecord(numbered);
            enclave.sendRecord(enclave.signed(
                    EventId.random(), CHANNEL, "key", request, new Actor("nul \u0000", "enclave"), null));
            enclave.send(CHANNEL, "key", after);
            requests.awaitNoted(after);
        }
        assertThat(quarantine.list(before, 10))
                .extracting(Quarantine.Item::reason)
                .containsExactlyInAnyOrder(
                        "header-missing:ce_id", "signature-wrong", "header-malformed:ce_actorsubject");
        assertThat(requests.noted(request)).isZero();
    }

    @Test
    void what_the_database_refuses_goes_to_quarantine_and_can_be_redriven() {
        long before = newest();
        MatchRequest request = MatchRequests.ofRelease("unstorable");
        MatchRequest after = MatchRequests.ofRelease("R1");
        try (Border enclave = Border.as("clinical-enclave")) {
            enclave.send(CHANNEL, "key", request);
            enclave.send(CHANNEL, "key", after);
            requests.awaitNoted(after);
        }
        Quarantine.Item item = nextInQuarantine(before);
        assertThat(item.reason()).isEqualTo("storage-refused");
        assertThat(quarantine.redrive(item.id(), OPERATOR, "operator")).contains("storage-refused");
        requests.acceptsEverything.set(true);
        assertThat(quarantine.redrive(item.id(), OPERATOR, "operator")).isEmpty();
        requests.acceptsEverything.set(false);
        assertThat(requests.noted(request)).isEqualTo(1);
    }

    @Test
    void what_was_taken_back_is_forgotten_in_quarantine() {
        long before = newest();
        String key = UUID.randomUUID().toString();
        try (Border enclave = Border.as("clinical-enclave")) {
            enclave.send(CHANNEL, "another key", MatchRequests.ofRelease("unacceptable"));
            enclave.send(CHANNEL, key, MatchRequests.ofRelease("unacceptable"));
        }
        await().atMost(Duration.ofMinutes(2))
                .until(() -> quarantine.list(before, 3).size() == 2);
        contents.forget(CHANNEL, key);
        contents.forget("broker.match-results.v1", "another key");
        List<Quarantine.Item> items = quarantine.list(before, 3);
        assertThat(items).filteredOn(item -> item.bytes() == 0).singleElement().satisfies(item -> {
            assertThat(item.reason()).isEqualTo("recalled");
            assertThat(quarantine.redrive(item.id(), OPERATOR, "operator")).contains("value-missing");
        });
        assertThat(quarantine.list(before, 3))
                .extracting(Quarantine.Item::reason)
                .contains("recalled");
        assertThat(items).filteredOn(item -> item.bytes() > 0).hasSize(1);
    }

    @Test
    void a_changed_content_goes_to_quarantine() {
        long before = newest();
        MatchRequest request = MatchRequests.ofRelease("R1");
        try (Border enclave = Border.as("clinical-enclave")) {
            ProducerRecord<String, byte[]> good = MatchRequests.signed(enclave, EventId.random(), request);
            byte[] other = new String(good.value(), StandardCharsets.UTF_8)
                    .replace("2026.1", "2026.2")
                    .getBytes(StandardCharsets.UTF_8);
            ProducerRecord<String, byte[]> changed =
                    new ProducerRecord<>(CHANNEL, null, good.key(), other, good.headers());
            enclave.sendRecord(changed);
        }
        assertThat(nextInQuarantine(before).reason()).isEqualTo("signature-wrong");
    }

    @Test
    void a_writer_that_may_not_write_here_goes_to_quarantine() {
        long before = newest();
        MatchRequest request = MatchRequests.ofRelease("R1");
        try (Border commons = Border.as("imaging-commons")) {
            commons.send(CHANNEL, "key", request);
        }
        assertThat(nextInQuarantine(before).reason()).isEqualTo("writer-not-allowed");
        assertThat(requests.noted(request)).isZero();
    }

    @Test
    void what_a_handler_calls_unacceptable_goes_to_quarantine_and_can_be_redriven() {
        long before = newest();
        MatchRequest request = MatchRequests.ofRelease("unacceptable");
        try (Border enclave = Border.as("clinical-enclave")) {
            enclave.send(CHANNEL, "key", request);
        }
        Quarantine.Item item = nextInQuarantine(before);
        assertThat(item.reason()).isEqualTo("release-unknown");
        assertThat(quarantine.redrive(item.id(), OPERATOR, "operator")).contains("release-unknown");
        assertThat(requests.noted(request)).isZero();
        requests.acceptsEverything.set(true);
        assertThat(quarantine.redrive(item.id(), OPERATOR, "operator")).isEmpty();
        assertThat(quarantine.redrive(item.id(), OPERATOR, "operator")).isEmpty();
        requests.acceptsEverything.set(false);
        assertThat(requests.noted(request)).isEqualTo(1);
        assertThat(quarantine.find(item.id()).orElseThrow().redrivenAt()).isNotNull();
    }

    @Test
    void what_was_let_in_once_is_not_handled_again_though_the_inbox_has_forgotten_it() {
        long before = newest();
        MatchRequest request = MatchRequests.ofRelease("unacceptable");
        EventId id;
        try (Border enclave = Border.as("clinical-enclave")) {
            id = enclave.send(CHANNEL, "key", request);
        }
        Quarantine.Item item = nextInQuarantine(before);
        requests.acceptsEverything.set(true);
        assertThat(quarantine.redrive(item.id(), OPERATOR, "operator")).isEmpty();
        assertThat(sql.update("DELETE FROM inbox WHERE event_id = ?", id.value()))
                .isEqualTo(1);
        assertThat(quarantine.redrive(item.id(), OPERATOR, "operator")).isEmpty();
        requests.acceptsEverything.set(false);
        assertThat(requests.noted(request)).isEqualTo(1);
    }

    @Test
    void what_is_older_than_the_inbox_remembers_is_set_aside_and_let_in_only_if_it_never_was() {
        long before = newest();
        MatchRequest handled = MatchRequests.ofRelease("R1");
        MatchRequest late = MatchRequests.ofRelease("R1");
        try (Border enclave = Border.as("clinical-enclave")) {
            EventId id = EventId.random();
            ProducerRecord<String, byte[]> message = MatchRequests.signed(enclave, id, handled);
            enclave.sendRecord(message);
            requests.awaitNoted(handled);
            sql.update("DELETE FROM inbox WHERE event_id = ?", id.value());
            // The inbox forgets after 60 days by this clock, and the writer's may be ahead of it.
            clock.ahead(Duration.ofDays(60).minusHours(12));
            enclave.sendRecord(message);
            enclave.send(CHANNEL, "key", late);
        }
        await().atMost(Duration.ofMinutes(2))
                .until(() -> quarantine.list(before, 3).size() == 2);
        assertThat(quarantine.list(before, 3)).allSatisfy(item -> {
            assertThat(item.reason()).isEqualTo("older-than-remembered");
            assertThat(quarantine.redrive(item.id(), OPERATOR, "operator")).isEmpty();
        });
        assertThat(requests.noted(handled)).isEqualTo(1);
        assertThat(requests.noted(late)).isEqualTo(1);
    }

    @Test
    void what_was_dismissed_waits_no_longer_and_can_still_be_let_in() {
        long before = newest();
        MatchRequest request = MatchRequests.ofRelease("unacceptable");
        try (Border enclave = Border.as("clinical-enclave")) {
            enclave.send(CHANNEL, "key", request);
        }
        long id = nextInQuarantine(before).id();
        double waiting = waiting();
        assertThat(quarantine.dismiss(id, OPERATOR, "operator")).isTrue();
        Instant dismissedAt = quarantine.find(id).orElseThrow().dismissedAt();
        assertThat(dismissedAt).isNotNull();
        assertThat(waiting()).isEqualTo(waiting - 1);
        assertThat(quarantine.dismiss(id, OPERATOR, "operator")).isTrue();
        assertThat(quarantine.find(id).orElseThrow().dismissedAt()).isEqualTo(dismissedAt);

        assertThat(quarantine.redrive(id, OPERATOR, "operator")).contains("release-unknown");
        assertThat(waiting()).isEqualTo(waiting - 1);
        requests.acceptsEverything.set(true);
        assertThat(quarantine.redrive(id, OPERATOR, "operator")).isEmpty();
        requests.acceptsEverything.set(false);
        assertThat(requests.noted(request)).isEqualTo(1);
        assertThat(quarantine.dismiss(id, OPERATOR, "operator")).isFalse();
        assertThat(sql.list(
                        "SELECT action FROM ledger_entry WHERE object = ? AND action LIKE 'quarantine.%' ORDER BY id",
                        row -> row.getString(1), Long.toString(id)))
                .containsExactly("quarantine.dismissed", "quarantine.redrive-refused", "quarantine.redriven");
    }

    private double waiting() {
        border.count();
        return metrics.get("tessera.quarantine.waiting").gauge().value();
    }

    @Test
    void an_outage_pauses_the_channel_and_nothing_is_lost_or_quarantined() {
        long before = newest();
        MatchRequest first = MatchRequests.ofRelease("R1");
        MatchRequest second = MatchRequests.ofRelease("R1");
        requests.outages.set(3);
        try (Border enclave = Border.as("clinical-enclave")) {
            enclave.send(CHANNEL, "key", first);
            enclave.send(CHANNEL, "key", second);
            requests.awaitNoted(second);
        }
        assertThat(requests.noted(first)).isEqualTo(1);
        assertThat(requests.outages).hasValue(0);
        assertThat(quarantine.list(before, 10)).isEmpty();
    }

    @Test
    void a_part_that_is_sent_again_does_no_harm_and_another_in_its_place_goes_to_quarantine() {
        TransferId id = TransferId.random();
        String channel = "commons.feasibility-requests.v1";
        long before = newest();
        try (Border commons = Border.as("imaging-commons")) {
            commons.send(channel, id.toString(), new TransferPart(id, 0, "QUJD"));
            commons.send(channel, id.toString(), new TransferPart(id, 0, "QUJD"));
            commons.send(channel, id.toString(), new TransferPart(id, 0, "REVG"));
        }
        assertThat(nextInQuarantine(before).reason()).isEqualTo("part-contradicts");
        assertThat(quarantine.list(before, 10)).hasSize(1);
    }

    private long newest() {
        return sql.first("SELECT coalesce(max(id), 0) FROM quarantine", row -> row.getLong(1))
                .orElse(0L);
    }

    private Quarantine.Item nextInQuarantine(long after) {
        await().atMost(Duration.ofMinutes(2))
                .until(() -> !quarantine.list(after, 1).isEmpty());
        List<Quarantine.Item> items = quarantine.list(after, 1);
        return items.getFirst();
    }
}
