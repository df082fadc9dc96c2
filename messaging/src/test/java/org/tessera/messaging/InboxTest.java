package org.tessera.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tessera.contracts.MatchRequest;
import org.tessera.envelope.EventId;
import org.tessera.envelope.Signatures;
import org.tessera.testkit.Border;
import org.tessera.testkit.OnRealServers;

@QuarkusTest
@OnRealServers("honest-broker")
class InboxTest {
    private static final String CHANNEL = MatchRequestsOfTheTest.CHANNEL;

    @Inject
    MatchRequestsOfTheTest requests;

    @Inject
    Sql sql;

    @Test
    void a_good_message_is_handled_once_and_stands_in_the_ledger() {
        MatchRequest request = MatchRequests.ofRelease("R1");
        try (Border enclave = Border.as("clinical-enclave")) {
            EventId id = enclave.send(CHANNEL, request.requestId().toString(), request);
            requests.awaitNoted(request);
            assertThat(ledgerEntries(id)).isEqualTo(1);
        }
    }

    @Test
    void a_message_that_comes_twice_is_handled_once() {
        MatchRequest twice = MatchRequests.ofRelease("R1");
        MatchRequest after = MatchRequests.ofRelease("R1");
        try (Border enclave = Border.as("clinical-enclave")) {
            ProducerRecord<String, byte[]> message = MatchRequests.signed(enclave, EventId.random(), twice);
            enclave.sendRecord(message);
            enclave.sendRecord(message);
            enclave.send(CHANNEL, "key", after);
            requests.awaitNoted(after);
            assertThat(requests.noted(twice)).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @MethodSource("strangeKeys")
    void a_key_that_no_column_takes_blocks_nothing_and_is_kept_as_its_digest(String key) {
        MatchRequest request = MatchRequests.ofRelease("R1");
        try (Border enclave = Border.as("clinical-enclave")) {
            enclave.send(CHANNEL, key, request);
            requests.awaitNoted(request);
        }
        assertThat(sql.exists(
                        "SELECT 1 FROM message_trace WHERE key_digest = ?",
                        Signatures.digest(key.getBytes(StandardCharsets.UTF_8))))
                .isTrue();
    }

    /** With a NUL, and too long for an index even compressed. */
    static List<String> strangeKeys() {
        return List.of(
                "nul \u0000",
                new Random(1)
                        .ints(10_000, 'A', 'Z' + 1)
                        .mapToObj(Character::toString)
                        .collect(Collectors.joining()));
    }

    private long ledgerEntries(EventId id) {
        return sql.first(
                        "SELECT count(*) FROM ledger_entry WHERE event_id = ? AND direction = 'IN'",
                        row -> row.getLong(1),
                        id.toString())
                .orElse(0L);
    }
}
