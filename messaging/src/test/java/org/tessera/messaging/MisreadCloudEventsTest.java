package org.tessera.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.tessera.contracts.MatchRequest;
import org.tessera.envelope.EventId;
import org.tessera.testkit.Border;
import org.tessera.testkit.OnRealServers;

/**
 * CloudEvents that are none. The connector to Kafka can read them too, and would end the channel, at each start again, for what
 * it cannot read; nothing of it would be in quarantine.
 */
@QuarkusTest
@OnRealServers("honest-broker")
class MisreadCloudEventsTest {
    private static final String CHANNEL = MatchRequestsOfTheTest.CHANNEL;
    private static final String STRUCTURED = "application/cloudevents+json";

    @Inject
    MatchRequestsOfTheTest requests;

    @Inject
    Quarantine quarantine;

    @Inject
    Sql sql;

    @Test
    void headers_without_a_value_or_with_a_wrong_one_block_nothing() {
        long before = newest();
        List<String> wrong = List.of(
                "ce_time=2026-11-30 22:00", "ce_source=no uri", "ce_dataschema=no uri", "content-type=" + STRUCTURED);
        List<String> empty = List.of(
                "ce_id",
                "ce_specversion",
                "ce_type",
                "ce_source",
                "ce_time",
                "content-type",
                "ce_dataschema",
                "traceparent");
        try (Border enclave = Border.as("clinical-enclave")) {
            for (String header : wrong) {
                int at = header.indexOf('=');
                enclave.sendRecord(changed(enclave, header.substring(0, at), bytes(header.substring(at + 1))));
            }
            empty.forEach(name -> enclave.sendRecord(changed(enclave, name, null)));
            goesOn(enclave);
        }
        assertThat(reasons(before))
                .contains("header-malformed:ce_time", "header-missing:ce_id", "header-missing:ce_type");
    }

    @Test
    void a_structured_one_blocks_nothing() {
        long before = newest();
        try (Border enclave = Border.as("clinical-enclave")) {
            for (String body : List.of("{}", "no json", "")) {
                ProducerRecord<String, byte[]> structured = new ProducerRecord<>(CHANNEL, "key", bytes(body));
                structured.headers().add("content-type", bytes(STRUCTURED));
                enclave.sendRecord(structured);
            }
            goesOn(enclave);
        }
        assertThat(reasons(before)).hasSize(3).allMatch(reason -> reason.startsWith("header-missing:"));
    }

    private void goesOn(Border enclave) {
        MatchRequest after = MatchRequests.ofRelease("R1");
        enclave.send(CHANNEL, "key", after);
        requests.awaitNoted(after);
    }

    private static ProducerRecord<String, byte[]> changed(Border enclave, String name, byte @Nullable [] value) {
        ProducerRecord<String, byte[]> sent =
                MatchRequests.signed(enclave, EventId.random(), MatchRequests.ofRelease("R1"));
        sent.headers().remove(name).add(name, value);
        return sent;
    }

    private List<String> reasons(long after) {
        return quarantine.list(after, 50).stream().map(Quarantine.Item::reason).toList();
    }

    private long newest() {
        return sql.first("SELECT coalesce(max(id), 0) FROM quarantine", row -> row.getLong(1))
                .orElse(0L);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
