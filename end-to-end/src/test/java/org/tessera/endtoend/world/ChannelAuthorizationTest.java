package org.tessera.endtoend.world;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;
import org.tessera.contracts.Channel;
import org.tessera.contracts.Channels;

/** Each principal × each channel × read and write, on a real Kafka with tokens of a real Keycloak. */
@Tag("e2e")
@Order(6)
@ExtendWith(SharedWorld.class)
class ChannelAuthorizationTest {
    private final World world;

    ChannelAuthorizationTest(World world) {
        this.world = world;
    }

    @TestFactory
    Stream<DynamicTest> every_principal_may_do_on_every_channel_what_the_list_says_and_nothing_else() {
        List<String> principals = new ArrayList<>(
                ServiceSpec.all().stream().map(ServiceSpec::clientId).toList());
        principals.addAll(World.partners(world.places()));
        List<DynamicTest> tests = new ArrayList<>();
        // All at the same time, because each waits two seconds for the messages of a channel that has none.
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (String principal : principals) {
                Future<List<String>> wrong = threads.submit(() -> disagreements(principal));
                tests.add(DynamicTest.dynamicTest(
                        principal,
                        () -> assertThat(wrong.get())
                                .as("channels on which Kafka and channels.yaml disagree")
                                .isEmpty()));
            }
        }
        return tests.stream();
    }

    private List<String> disagreements(String principal) throws Exception {
        List<String> wrong = new ArrayList<>();
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(writing(principal));
                KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(reading(principal))) {
            for (Channel channel : Channels.load().all()) {
                if (mayWrite(producer, channel.name()) != channel.mayWrite(principal)) {
                    wrong.add(channel.name() + " write");
                }
                if (mayRead(consumer, channel.name(), patience(channel.mayRead(principal)))
                        != channel.mayRead(principal)) {
                    wrong.add(channel.name() + " read");
                }
            }
        }
        return wrong;
    }

    @Test
    void a_client_with_a_wrong_secret_does_not_get_in() {
        Properties settings = reading("imaging-commons");
        settings.put(
                "sasl.jaas.config",
                "org.apache.kafka.common.security.oauthbearer.OAuthBearerLoginModule required"
                        + " clientId=\"imaging-commons\" clientSecret=\"guessed\";");
        assertThat(catchThrowable(() -> {
                    try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(settings)) {
                        mayRead(consumer, "broker.feasibility-results.v1", patience(true));
                    }
                }))
                .isNotNull();
    }

    /** A record in the last partition that no service will take for a message of its own: it lands in quarantine. */
    private static boolean mayWrite(KafkaProducer<byte[], byte[]> producer, String topic) throws Exception {
        try {
            producer.send(new ProducerRecord<>(topic, "probe".getBytes(StandardCharsets.UTF_8), PROBE))
                    .get(2, TimeUnit.MINUTES);
            return true;
        } catch (ExecutionException refused) {
            return notAuthorized(refused.getCause());
        }
    }

    private static final byte[] PROBE = "{}".getBytes(StandardCharsets.UTF_8);

    /** A refusal ends the wait; without one two seconds are enough where nobody should be refused. */
    private static Duration patience(boolean expectedToRead) {
        return Duration.ofSeconds(expectedToRead ? 2 : 20);
    }

    private static boolean mayRead(KafkaConsumer<byte[], byte[]> consumer, String topic, Duration patience)
            throws Exception {
        try {
            TopicPartition first = new TopicPartition(topic, 0);
            consumer.assign(List.of(first));
            consumer.seek(first, 0);
            consumer.poll(patience);
            return true;
        } catch (AuthorizationException refused) {
            return notAuthorized(refused);
        }
    }

    private static boolean notAuthorized(@Nullable Throwable refused) throws Exception {
        if (refused instanceof AuthorizationException) {
            return false;
        }
        if (refused instanceof SaslAuthenticationException sasl) {
            throw sasl;
        }
        throw new AssertionError("neither allowed nor refused", refused);
    }

    private Properties reading(String principal) {
        Map<String, Object> settings = new HashMap<>(world.kafka().clientSettings(principal));
        settings.put("key.deserializer", ByteArrayDeserializer.class.getName());
        settings.put("value.deserializer", ByteArrayDeserializer.class.getName());
        settings.put("enable.auto.commit", "false");
        settings.put("default.api.timeout.ms", "20000");
        Properties properties = new Properties();
        properties.putAll(settings);
        return properties;
    }

    private Properties writing(String principal) {
        Properties properties = reading(principal);
        properties.put("key.serializer", ByteArraySerializer.class.getName());
        properties.put("value.serializer", ByteArraySerializer.class.getName());
        properties.put("enable.idempotence", "false");
        properties.put("delivery.timeout.ms", "20000");
        properties.put("request.timeout.ms", "10000");
        properties.put("linger.ms", "0");
        return properties;
    }
}
