package org.tessera.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeader;
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
    private static final Actor OPERATOR = new Actor("a-subject", "broker");

    @Inject
    Housekeeping housekeeping;

    @Inject
    Quarantine quarantine;

    @Inject
    QuarantinedContents contents;

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
        await().atMost(Duration.ofMinutes(2))
                .until(() -> !quarantine.list(before, 1).isEmpty());
        Quarantine.Item item = quarantine.list(before, 1).getFirst();
        assertThat(item.reason()).isEqualTo("no-handler");

        clock.ahead(Duration.ofDays(3));
        housekeeping.tidy();
        assertThat(List.of(parts(ended), parts(endless))).containsExactly(1L, 0L);

        quarantine.dismiss(item.id(), OPERATOR, "operator");
        housekeeping.tidy();
        assertThat(parts(ended)).isZero();
    }

    @Test
    void what_nobody_waits_for_any_more_is_emptied_and_tells_what_it_was() {
        long before = sql.count("SELECT coalesce(max(id), 0) FROM quarantine");
        try (Border commons = Border.as("imaging-commons")) {
            for (String key : List.of("waits", "dismissed", "handled")) {
                commons.sendRecord(new ProducerRecord<>(
                        CHANNEL, null, key, new byte[] {1}, List.of(new RecordHeader("ce_id", new byte[] {2}))));
            }
        }
        await().atMost(Duration.ofMinutes(2))
                .until(() -> quarantine.list(before, 3).size() == 3);
        long dismissed = named("dismissed");
        quarantine.dismiss(dismissed, OPERATOR, "operator");
        sql.update("UPDATE quarantine SET redriven_at = ? WHERE id = ?", clock.instant(), named("handled"));
        List<Quarantine.Item> items = quarantine.list(before, 3);

        clock.ahead(Duration.ofDays(30).minusMinutes(1));
        housekeeping.tidy();
        assertThat(filled(before)).isEqualTo(3);
        clock.ahead(Duration.ofDays(30).plusMinutes(1));
        housekeeping.tidy();
        assertThat(filled(before)).isEqualTo(1);
        assertThat(named("waits")).isPositive();
        assertThat(sql.count(
                        "SELECT count(*) FROM quarantine WHERE id > ? AND (payload IS NULL) = (message_key IS NULL)"
                                + " AND (payload IS NULL) = (headers = '[]')",
                        before))
                .isEqualTo(3);
        assertThat(quarantine.list(before, 3)).isEqualTo(items);
        assertThat(items).allSatisfy(item -> assertThat(item.bytes()).isPositive());

        assertThat(quarantine.redrive(dismissed, OPERATOR, "operator")).contains("content-forgotten");
        assertThat(quarantine.list(before, 3)).isEqualTo(items);
    }

    @Test
    void what_another_replica_has_emptied_tells_what_it_was_still() {
        long id = settled(1);
        clock.ahead(Duration.ofDays(31));
        CompletableFuture<Void> tidied = QuarkusTransaction.requiringNew().call(() -> {
            sql.update(
                    "UPDATE quarantine SET emptied_bytes = 2, emptied_digest = 'of the other', payload = NULL WHERE id = ?",
                    id);
            CompletableFuture<Void> other = CompletableFuture.runAsync(housekeeping::tidy);
            await().atMost(Duration.ofMinutes(2))
                    .until(() -> sql.exists("SELECT 1 FROM pg_stat_activity"
                            + " WHERE wait_event_type = 'Lock' AND query LIKE 'UPDATE quarantine SET emptied_bytes%'"));
            return other;
        });
        tidied.join();
        Quarantine.Item item = quarantine.find(id).orElseThrow();
        assertThat(item.bytes()).isEqualTo(2);
        assertThat(item.digest()).isEqualTo("sha256:of the other");
    }

    @Test
    void what_cannot_be_forgotten_holds_up_nothing_else() {
        long id = settled(2);
        clock.ahead(Duration.ofDays(31));
        sql.update("ALTER TABLE message_trace RENAME TO message_trace_away");
        try {
            housekeeping.tidy();
        } finally {
            sql.update("ALTER TABLE message_trace_away RENAME TO message_trace");
        }
        assertThat(filled(id - 1)).isZero();
    }

    @Test
    void of_more_than_one_portion_all_is_emptied() {
        clock.reset();
        sql.update(
                "INSERT INTO quarantine (channel, record_partition, record_offset, record_timestamp, headers, payload,"
                        + " reason, quarantined_at, dismissed_at)"
                        + " SELECT 'portion', 1, n, 0, '[]', '\\x01', 'only-a-test', ?, ? FROM generate_series(1, 2100) n",
                clock.instant(),
                clock.instant());
        clock.ahead(Duration.ofDays(31));
        housekeeping.tidy();
        assertThat(sql.count("SELECT count(*) FROM quarantine WHERE channel = ? AND payload IS NOT NULL", "portion"))
                .isZero();
        sql.update("DELETE FROM quarantine WHERE channel = ?", "portion");
    }

    @Test
    void of_what_its_writer_took_back_key_and_headers_go_too() {
        long before = sql.count("SELECT coalesce(max(id), 0) FROM quarantine");
        try (Border commons = Border.as("imaging-commons")) {
            commons.sendRecord(new ProducerRecord<>(
                    CHANNEL, null, "taken back", new byte[] {1}, List.of(new RecordHeader("ce_id", new byte[] {2}))));
        }
        await().atMost(Duration.ofMinutes(2))
                .until(() -> !quarantine.list(before, 1).isEmpty());
        contents.forget(CHANNEL, "taken back");
        housekeeping.tidy();
        long id = quarantine.list(before, 1).getFirst().id();
        assertThat(sql.exists("SELECT 1 FROM quarantine WHERE id = ? AND message_key IS NULL AND headers = '[]'", id))
                .isTrue();
        assertThat(quarantine.redrive(id, OPERATOR, "operator")).contains("content-forgotten");
        assertThat(quarantine.find(id)).map(Quarantine.Item::reason).contains("recalled");
    }

    private long settled(long offset) {
        return sql.first(
                        "INSERT INTO quarantine (channel, record_partition, record_offset, record_timestamp, headers, payload,"
                                + " reason, quarantined_at, dismissed_at)"
                                + " VALUES ('c', 1, ?, 0, '[]', '\\x0102', 'only-a-test', ?, ?) RETURNING id",
                        row -> row.getLong(1),
                        offset,
                        clock.instant(),
                        clock.instant())
                .orElseThrow();
    }

    private long named(String key) {
        return sql.count("SELECT coalesce(max(id), 0) FROM quarantine WHERE message_key = convert_to(?, 'UTF8')", key);
    }

    private long filled(long after) {
        return sql.count("SELECT count(*) FROM quarantine WHERE id > ? AND payload IS NOT NULL", after);
    }

    private static ByteArrayInputStream content() {
        return new ByteArrayInputStream(new byte[100]);
    }

    private long parts(TransferId transfer) {
        return sql.count("SELECT count(*) FROM transfer_part WHERE transfer_id = ?", transfer.value());
    }
}
