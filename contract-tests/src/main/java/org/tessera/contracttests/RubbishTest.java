package org.tessera.contracttests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.tessera.contracts.Channels;

/**
 * Writes one message without headers to every channel that the service reads, which must lie in its quarantine soon
 * after. Only with {@code --rubbish}, because it stays there, and in the quarantine of everybody else who reads the channel.
 */
@DisplayName("Rubbish")
public class RubbishTest {
    /** What is written; {@link MessagesTest} knows that this is ours. */
    static final String RUBBISH = "not a message, but a contract test";

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** JUnit makes it. */
    public RubbishTest() {}

    @TestFactory
    @DisplayName("what nobody can read is put into quarantine, and the service goes on")
    Stream<DynamicTest> quarantined() {
        assumeTrue(Boolean.getBoolean(Target.PREFIX + "rubbish"), "no --rubbish: nothing is written");
        assumeTrue(Target.kafka().isPresent(), "no --kafka: nothing is written");
        return Channels.load().readBy(Target.service()).stream()
                .filter(channel -> !channel.name().contains("*"))
                .map(channel -> dynamicTest(channel.name(), () -> throwIn(channel.name())));
    }

    private static void throwIn(String topic) throws Exception {
        int before = waiting();
        Map<String, Object> settings = new HashMap<>();
        Target.kafka().orElseThrow().forEach((name, value) -> settings.put(name.toString(), value));
        try (KafkaProducer<String, byte[]> producer =
                new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(topic, "rubbish", RUBBISH.getBytes(StandardCharsets.UTF_8)))
                    .get();
        }
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (waiting() <= before && System.nanoTime() < end) {
            Thread.sleep(250);
        }
        assertThat(waiting()).as("messages in quarantine").isGreaterThan(before);
        assertThat(Calls.as(null).get("/q/health/ready").statusCode())
                .as("ready")
                .isEqualTo(200);
    }

    private static int waiting() {
        String token = Stream.of("auditor", "operator")
                .map(Target::token)
                .flatMap(Optional::stream)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("The quarantine is read by an auditor: name one."));
        int count = 0;
        String after = "";
        do {
            var page = Calls.as(token)
                    .get("/quarantine?limit=200" + after)
                    .then()
                    .statusCode(200)
                    .extract()
                    .jsonPath();
            count += List.copyOf(page.getList("items")).size();
            String next = page.getString("next");
            after = next == null ? "" : "&after=" + next;
        } while (!after.isEmpty());
        return count;
    }
}
