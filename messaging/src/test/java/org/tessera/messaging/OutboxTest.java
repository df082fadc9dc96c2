package org.tessera.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.tessera.contracts.MatchRequest;
import org.tessera.contracts.MatchRequestId;
import org.tessera.contracts.MatchResult;
import org.tessera.contracts.Transfer;
import org.tessera.contracts.TransferId;
import org.tessera.contracts.TransferPart;
import org.tessera.envelope.EventId;
import org.tessera.envelope.Keys;
import org.tessera.envelope.Parts;
import org.tessera.testkit.Border;
import org.tessera.testkit.Crossed;
import org.tessera.testkit.OnRealServers;
import org.tessera.testkit.Topics;

@QuarkusTest
@OnRealServers("honest-broker")
class OutboxTest {
    private static final String CHANNEL = MatchRequestsOfTheTest.ANSWERS;
    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";

    @Inject
    Outbox outbox;

    @Inject
    OutgoingTransfers outgoing;

    @Inject
    IncomingTransfers incoming;

    @Inject
    ServiceKeys keys;

    @Inject
    Sql sql;

    private static MatchResult refusal() {
        return new MatchResult(MatchRequestId.random(), MatchResult.Outcome.REFUSED, "only-a-test", null);
    }

    @Test
    void a_message_leaves_when_its_transaction_commits_and_not_otherwise() {
        MatchResult never = refusal();
        MatchResult sent = refusal();
        assertThatThrownBy(() -> QuarkusTransaction.requiringNew().run(() -> {
                    outbox.send(Outgoing.byTheService(CHANNEL, "key", never));
                    throw new IllegalStateException("changed my mind");
                }))
                .isInstanceOf(IllegalStateException.class);
        QuarkusTransaction.requiringNew().run(() -> outbox.send(Outgoing.byTheService(CHANNEL, "key", sent)));
        assertThat(Topics.await(CHANNEL, MatchResult.class, sent::equals)
                        .envelope()
                        .writer())
                .isEqualTo("honest-broker");
        assertThat(Topics.read(CHANNEL, MatchResult.class))
                .extracting(Crossed::payload)
                .doesNotContain(never);
    }

    @Test
    void a_message_needs_a_transaction_a_channel_of_ours_and_a_good_content() {
        assertThatThrownBy(() -> outbox.send(Outgoing.byTheService(CHANNEL, "key", refusal())))
                .hasMessageContaining("ARJUNA");
        assertThatThrownBy(() -> inTransaction(Outgoing.byTheService("enclave.match-requests.v1", "key", refusal())))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(
                        () -> inTransaction(Outgoing.byTheService("broker.feasibility-results.v1", "key", refusal())))
                .isInstanceOf(IllegalArgumentException.class);
        MatchResult bad = new MatchResult(MatchRequestId.random(), MatchResult.Outcome.REFUSED, "NOT A CODE", null);
        assertThatThrownBy(() -> inTransaction(Outgoing.byTheService(CHANNEL, "key", bad)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private void inTransaction(Outgoing message) {
        QuarkusTransaction.requiringNew().run(() -> outbox.send(message));
    }

    @Test
    void messages_of_one_key_keep_the_order_of_their_transactions() {
        String key = UUID.randomUUID().toString();
        try (ExecutorService writers = Executors.newFixedThreadPool(4)) {
            for (int i = 0; i < 40; i++) {
                writers.execute(() -> inTransaction(Outgoing.byTheService(CHANNEL, key, refusal())));
            }
        }
        await().atMost(Duration.ofMinutes(2)).until(() -> published(key) == 40);
        List<EventId> committed = sql.list(
                "SELECT event_id FROM outbox WHERE message_key = ? ORDER BY id",
                row -> new EventId(row.getObject(1, UUID.class)),
                key);
        List<EventId> seen = Topics.read(CHANNEL, MatchResult.class).stream()
                .filter(message -> message.key().equals(key))
                .map(message -> message.envelope().id())
                .toList();
        assertThat(seen).isEqualTo(committed);
    }

    @Test
    void a_channel_that_kafka_refuses_holds_up_no_other() {
        String key = UUID.randomUUID().toString();
        inTransaction(Outgoing.byTheService(CHANNEL, key, refusal()));
        // As of a service that was upgraded before its topics were made.
        sql.update(
                "INSERT INTO outbox (event_id, channel, message_key, headers, payload, created_at)"
                        + " SELECT gen_random_uuid(), 'broker.not-made-yet.v1', message_key, headers, payload, created_at"
                        + " FROM outbox WHERE message_key = ?",
                key);
        try {
            MatchResult later = refusal();
            inTransaction(Outgoing.byTheService(CHANNEL, key, later));
            Topics.await(CHANNEL, MatchResult.class, later::equals);
            await().atMost(Duration.ofMinutes(2)).until(() -> published(key) == 2);
        } finally {
            sql.update("DELETE FROM outbox WHERE channel = 'broker.not-made-yet.v1'");
        }
    }

    private long published(String key) {
        return sql.first(
                        "SELECT count(*) FROM outbox WHERE message_key = ? AND published_at IS NOT NULL",
                        row -> row.getLong(1),
                        key)
                .orElse(0L);
    }

    @Test
    void a_large_content_goes_out_in_sealed_parts_of_one_size() throws IOException {
        byte[] content = content(500_000);
        KeyPair recipient = Keys.generate();
        TransferId id = TransferId.random();
        Transfer transfer = QuarkusTransaction.requiringNew()
                .call(() -> outgoing.send(
                        CHANNEL, id.toString(), id, new ByteArrayInputStream(content), recipient.getPublic()));
        Topics.await(CHANNEL, TransferPart.class, part -> part.transferId().equals(id) && part.index() == 2);
        List<String> parts = Topics.read(CHANNEL, TransferPart.class).stream()
                .map(Crossed::payload)
                .filter(part -> part.transferId().equals(id))
                .sorted(Comparator.comparingInt(TransferPart::index))
                .map(TransferPart::data)
                .toList();
        assertThat(parts)
                .hasSize(transfer.parts())
                .extracting(String::length)
                .containsOnly(parts.getFirst().length());
        assertThat(Parts.digest(parts.iterator())).isEqualTo(transfer.digest());
        try (InputStream joined = Parts.join(parts.iterator(), recipient.getPrivate())) {
            assertThat(joined.readAllBytes()).isEqualTo(content);
        }
    }

    @Test
    void a_large_content_comes_in_and_a_missing_or_foreign_part_is_named() throws Exception {
        byte[] content = content(300_000);
        TransferId id = TransferId.random();
        String channel = "commons.feasibility-requests.v1";
        Transfer transfer;
        try (Border commons = Border.as("imaging-commons")) {
            transfer = commons.sendParts(
                    channel,
                    id.toString(),
                    id,
                    new ByteArrayInputStream(content),
                    Border.sealingKeyOf("honest-broker"));
        }
        await().atMost(Duration.ofMinutes(2)).until(() -> parts(id) == transfer.parts());
        PrivateKey newer = Keys.generate().getPrivate();
        PrivateKey sealedTo = keys.ownSealingKeys().getFirst();
        try (InputStream joined = incoming.open(transfer, List.of(newer, sealedTo))) {
            assertThat(joined.readAllBytes()).isEqualTo(content);
        }
        assertReason(new Transfer(id, transfer.parts() + 1, transfer.digest()), keys, "part-missing");
        assertReason(new Transfer(id, transfer.parts() - 1, transfer.digest()), keys, "digest-differs");
        assertThatThrownBy(() -> incoming.open(transfer, List.of(newer)))
                .isInstanceOf(IncompleteTransfer.class)
                .hasMessage("not-openable");
        QuarkusTransaction.requiringNew().run(() -> incoming.discard(id));
        assertThat(parts(id)).isZero();
    }

    private void assertReason(Transfer transfer, ServiceKeys own, String reason) {
        assertThatThrownBy(() -> incoming.open(transfer, own.ownSealingKeys()))
                .isInstanceOf(IncompleteTransfer.class)
                .hasMessage(reason);
    }

    private long parts(TransferId id) {
        return sql.first("SELECT count(*) FROM transfer_part WHERE transfer_id = ?", row -> row.getLong(1), id.value())
                .orElse(0L);
    }

    @Test
    void one_trace_goes_through_the_service() {
        MatchRequest request = MatchRequests.ofRelease("R1");
        try (Border enclave = Border.as("clinical-enclave")) {
            ProducerRecord<String, byte[]> message =
                    enclave.signed(EventId.random(), MatchRequestsOfTheTest.CHANNEL, "key", request, null, null);
            message.headers()
                    .add("traceparent", ("00-" + TRACE + "-00f067aa0ba902b7-01").getBytes(StandardCharsets.UTF_8));
            enclave.sendRecord(message);
        }
        Crossed<MatchResult> answer = Topics.await(
                CHANNEL, MatchResult.class, result -> result.requestId().equals(request.requestId()));
        assertThat(answer.envelope().traceparent()).contains(TRACE);
    }

    @Test
    void what_leaves_later_and_by_itself_goes_on_with_the_trace_of_its_key() {
        MatchRequest request = MatchRequests.ofRelease("R1");
        String key = request.requestId().toString();
        try (Border enclave = Border.as("clinical-enclave")) {
            ProducerRecord<String, byte[]> message =
                    enclave.signed(EventId.random(), MatchRequestsOfTheTest.CHANNEL, key, request, null, null);
            message.headers()
                    .add("traceparent", ("00-" + TRACE + "-00f067aa0ba902b8-01").getBytes(StandardCharsets.UTF_8));
            enclave.sendRecord(message);
        }
        Topics.await(CHANNEL, MatchResult.class, result -> result.requestId().equals(request.requestId()));

        MatchResult later = refusal();
        MatchResult ofAnother = refusal();
        QuarkusTransaction.requiringNew().run(() -> {
            outbox.send(Outgoing.byTheService(CHANNEL, key, later));
            outbox.send(Outgoing.byTheService(CHANNEL, "another " + key, ofAnother));
        });
        assertThat(Topics.await(CHANNEL, MatchResult.class, later::equals)
                        .envelope()
                        .traceparent())
                .contains(TRACE);
        assertThat(Topics.await(CHANNEL, MatchResult.class, ofAnother::equals)
                        .envelope()
                        .traceparent())
                .isNull();
    }

    private static byte[] content(int size) {
        byte[] content = new byte[size];
        new Random(7).nextBytes(content);
        return content;
    }
}
