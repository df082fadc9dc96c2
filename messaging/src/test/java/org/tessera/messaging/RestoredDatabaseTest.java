package org.tessera.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.reactive.messaging.kafka.KafkaClientService;
import jakarta.inject.Inject;
import java.time.Duration;
import org.apache.kafka.clients.consumer.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tessera.contracts.MatchRequest;
import org.tessera.envelope.EventId;
import org.tessera.messaging.inbox.HearingAgain;
import org.tessera.messaging.inbox.Pause;
import org.tessera.testkit.Border;
import org.tessera.testkit.OnRealServers;

/** The database is put back to a backup while Kafka went on. */
@QuarkusTest
@OnRealServers("honest-broker")
class RestoredDatabaseTest {
    private static final String CHANNEL = MatchRequestsOfTheTest.CHANNEL;
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @Inject
    MatchRequestsOfTheTest requests;

    @Inject
    HearingAgain hearingAgain;

    @Inject
    Pause pause;

    @Inject
    KafkaClientService kafka;

    @Inject
    Sql sql;

    private final MatchRequest before = MatchRequests.ofRelease("R1");
    private final MatchRequest since = MatchRequests.ofRelease("R1");
    private EventId forgotten = EventId.random();
    private long entries;

    @BeforeEach
    void a_backup_and_a_message_since() {
        try (Border enclave = Border.as("clinical-enclave")) {
            enclave.send(CHANNEL, "key", before);
            requests.awaitNoted(before);
            sql.update("CREATE TABLE backup AS SELECT * FROM heard");
            forgotten = enclave.send(CHANNEL, "key", since);
            requests.awaitNoted(since);
            sql.update("UPDATE heard SET next_offset = backup.next_offset, again_until = backup.again_until FROM backup"
                    + " WHERE (heard.channel, heard.record_partition) = (backup.channel, backup.record_partition)");
            sql.update("DROP TABLE backup");
            sql.update("DELETE FROM inbox WHERE event_id = ?", forgotten.value());
            sql.update("DELETE FROM noted WHERE request = ?", since.requestId().value());
            entries = sql.first("SELECT max(id) FROM ledger_entry", row -> row.getLong(1))
                    .orElseThrow();
        }
    }

    @Test
    void what_was_forgotten_is_heard_again_and_nothing_else() {
        resume();
        requests.awaitNoted(since);
        assertThat(requests.noted(before)).isEqualTo(1);
        await().atMost(PATIENCE).until(() -> !hearingAgain.now());
    }

    @Test
    void a_head_of_the_ledger_leaves_before_what_is_heard_again_makes_it_longer() {
        resume();
        requests.awaitNoted(since);
        await().atMost(PATIENCE)
                .until(() -> sql.exists(
                        "SELECT 1 FROM ledger_head h JOIN ledger_seal told USING (sequence)"
                                + " JOIN ledger_entry e ON e.id = told.entry_id WHERE e.action = 'messages.heard-again' AND e.id > ?",
                        entries));
        assertThat(sql.first(
                        "SELECT count(*) FROM ledger_entry e JOIN ledger_entry again ON again.action = 'messages.heard-again'"
                                + " AND again.id > ? WHERE e.event_id = ? AND e.direction = 'IN' AND e.id > again.id",
                        row -> row.getLong(1),
                        entries,
                        forgotten.toString()))
                .contains(1L);
    }

    @Test
    void what_a_service_does_by_itself_waits_until_everything_is_heard_again() {
        requests.outages.set(3);
        resume();
        await().atMost(PATIENCE).until(hearingAgain::now);
        assertThat(hearingAgain.nowOrPerhaps()).isTrue();
        requests.awaitNoted(since);
        await().atMost(PATIENCE).until(() -> !hearingAgain.nowOrPerhaps());
    }

    @Test
    void a_service_that_runs_meanwhile_hears_nothing_new_until_it_has_heard_the_old_again() {
        MatchRequest next = MatchRequests.ofRelease("R1");
        EventId latest;
        try (Border enclave = Border.as("clinical-enclave")) {
            latest = enclave.send(CHANNEL, "key", next);
        }
        await().atMost(PATIENCE).until(() -> pause.current().isPresent());
        assertThat(requests.noted(next)).isZero();
        assertThat(hearingAgain.now())
                .as("what runs by itself waits from now on")
                .isTrue();
        resume();
        requests.awaitNoted(since);
        requests.awaitNoted(next);
        assertThat(sql.list(
                        "SELECT event_id FROM inbox WHERE event_id IN (?, ?) ORDER BY handled_at",
                        row -> row.getString(1),
                        forgotten.value(),
                        latest.value()))
                .containsExactly(forgotten.toString(), latest.toString());
        await().atMost(PATIENCE).until(() -> pause.current().isEmpty());
    }

    /** As after a start: the group gives out its partitions anew. */
    private void resume() {
        kafka.getConsumer("border-in")
                .runOnPollingThread((Consumer<Object, Object> consumer) -> {
                    consumer.enforceRebalance();
                })
                .await()
                .atMost(PATIENCE);
    }
}
