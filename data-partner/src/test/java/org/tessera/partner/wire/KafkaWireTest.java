package org.tessera.partner.wire;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.tessera.contracts.MessageType;
import org.tessera.envelope.Envelope;
import org.tessera.envelope.EventId;
import org.tessera.envelope.Keys;
import org.tessera.envelope.Signatures;

class KafkaWireTest {
    private static final String CHANNEL = "partner.imaging-withdrawals.v1";
    private static final byte[] PAYLOAD = "{}".getBytes(StandardCharsets.UTF_8);

    private final MockProducer<String, byte[]> producer =
            new MockProducer<>(false, null, new StringSerializer(), new ByteArraySerializer());

    @Test
    void a_kafka_that_is_away_is_told_in_words() throws Exception {
        try (KafkaWire wire = new KafkaWire(producer)) {
            wire.send(CHANNEL, "TES-1", envelope(), PAYLOAD);
            producer.errorNext(new TimeoutException("Topic not present in metadata after 30000 ms."));
            assertThatThrownBy(wire::flush).hasMessage("Kafka does not answer, or has no such channel.");
        }
    }

    @Test
    void a_kafka_that_refuses_is_told_by_its_reason() {
        try (KafkaWire wire = new KafkaWire(producer)) {
            producer.sendException = new TopicAuthorizationException(CHANNEL);
            assertThatThrownBy(() -> wire.send(CHANNEL, "TES-1", envelope(), PAYLOAD))
                    .hasMessage("Kafka did not take the message: TopicAuthorizationException.");
        }
    }

    @Test
    void whether_there_is_a_way_is_known_before_anything_is_sent() {
        Map<String, Object> nobody = Map.of("bootstrap.servers", "127.0.0.1:9", "max.block.ms", 300);
        try (KafkaWire wire =
                new KafkaWire(new KafkaProducer<>(nobody, new StringSerializer(), new ByteArraySerializer()))) {
            assertThatThrownBy(() -> wire.reach(CHANNEL)).hasMessage("Kafka does not answer, or has no such channel.");
        }
    }

    private static Envelope envelope() {
        return Signatures.sign(
                EventId.random(),
                MessageType.WITHDRAWAL,
                "partner-north",
                Instant.parse("2026-01-01T00:00:00Z"),
                null,
                null,
                CHANNEL,
                "TES-1",
                PAYLOAD,
                Keys.generate().getPrivate());
    }
}
