package org.tessera.endtoend.journey;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.tessera.contracts.Channel;
import org.tessera.contracts.Channels;
import org.tessera.endtoend.world.SharedWorld;
import org.tessera.endtoend.world.World;

/** A client that is closed at Keycloak while it is connected to Kafka: the connection is good until its token ends. */
@Tag("e2e")
@Order(6)
@ExtendWith(SharedWorld.class)
class ClosedClientTest {
    private static final int SECONDS = 12;
    private static final Duration OVER = Duration.ofSeconds(3L * SECONDS);

    private final World world;
    private final AccountRegister register;

    ClosedClientTest(World world) {
        this.world = world;
        this.register = new AccountRegister(world);
    }

    @Test
    void a_client_that_is_closed_loses_its_connection_to_kafka_when_its_token_ends() throws Exception {
        String partner = World.partners(world.places()).getFirst();
        String topic = Channels.load().all().stream()
                .filter(channel -> channel.mayWrite(partner))
                .map(Channel::name)
                .findFirst()
                .orElseThrow();
        register.tokensLive("mesh", partner, SECONDS);
        try {
            try (KafkaProducer<byte[], byte[]> producer = connect(partner)) {
                probe(producer, topic);
                Instant begin = Instant.now();
                register.mayGetTokens("mesh", partner, false);
                probe(producer, topic);
                await("the end of the connection")
                        .atMost(OVER)
                        .until(() -> catchThrowable(() -> probe(producer, topic)) != null);
                System.out.println("    a closed client's connection to Kafka was over "
                        + Duration.between(begin, Instant.now()).toSeconds() + " s after the client was closed");
            }
            assertThatThrownBy(() -> probeAnew(partner, topic)).isNotNull();
        } finally {
            register.mayGetTokens("mesh", partner, true);
            register.tokensLive("mesh", partner, 0);
        }
        probeAnew(partner, topic);
    }

    private void probeAnew(String partner, String topic) throws Exception {
        try (KafkaProducer<byte[], byte[]> producer = connect(partner)) {
            probe(producer, topic);
        }
    }

    private KafkaProducer<byte[], byte[]> connect(String partner) {
        return new KafkaProducer<>(
                quick(world.kafka().clientSettings(partner)), new ByteArraySerializer(), new ByteArraySerializer());
    }

    /** The client's own login asks for a new token when four fifths of the old one are over; nothing is tried for long. */
    private static Map<String, Object> quick(Map<String, Object> settings) {
        Map<String, Object> quick = new HashMap<>(settings);
        quick.put("sasl.login.refresh.min.period.seconds", "1");
        quick.put("sasl.login.refresh.buffer.seconds", "0");
        quick.put("enable.idempotence", "false");
        quick.put("linger.ms", "0");
        quick.put("request.timeout.ms", "3000");
        quick.put("delivery.timeout.ms", "4000");
        quick.put("max.block.ms", "4000");
        return quick;
    }

    private static void probe(KafkaProducer<byte[], byte[]> producer, String topic) throws Exception {
        producer.send(new ProducerRecord<>(topic, new byte[] {1}, new byte[] {1}))
                .get(10, TimeUnit.SECONDS);
    }
}
