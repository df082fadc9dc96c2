package org.tessera.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.awaitility.Awaitility;
import org.tessera.contracts.ContractJson;
import org.tessera.contracts.MessageTypes;
import org.tessera.contracts.Payload;
import org.tessera.envelope.Envelope;
import org.tessera.envelope.InvalidEnvelope;
import org.tessera.envelope.Signatures;
import org.tessera.envelope.TrustedKeys;

/** What stands in the topics: read from the beginning, signatures checked, decoded. */
public final class Topics {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private Topics() {}

    /** Every message of that kind on the channel so far, in order within a partition. */
    public static <P extends Payload> List<Crossed<P>> read(String channel, Class<P> kind) {
        List<Crossed<P>> found = new ArrayList<>();
        for (ConsumerRecord<String, byte[]> message : raw(channel)) {
            Envelope envelope = envelope(message);
            if (envelope.type().equals(MessageTypes.of(kind).typeName())) {
                found.add(new Crossed<>(message.key(), envelope, payload(message.value(), kind)));
            }
        }
        return found;
    }

    /** Waits (two minutes at most) for the first message of that kind whose content is as wanted. */
    public static <P extends Payload> Crossed<P> await(String channel, Class<P> kind, Predicate<P> wanted) {
        return Awaitility.await("a " + kind.getSimpleName() + " on " + channel)
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(200))
                .until(
                        () -> read(channel, kind).stream()
                                .filter(message -> wanted.test(message.payload()))
                                .toList(),
                        found -> !found.isEmpty())
                .getFirst();
    }

    /** Every record of the channel so far, as it is, good or bad. */
    public static List<ConsumerRecord<String, byte[]>> raw(String channel) {
        Map<String, Object> settings = Map.of(
                "bootstrap.servers",
                TestWorld.kafka(),
                "group.id",
                "tap-" + UUID.randomUUID(),
                "fetch.max.wait.ms",
                "50");
        try (KafkaConsumer<String, byte[]> consumer =
                new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(channel).stream()
                    .map(partition -> new TopicPartition(channel, partition.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            List<ConsumerRecord<String, byte[]>> all = new ArrayList<>();
            while (partitions.stream().anyMatch(partition -> consumer.position(partition) < end(ends, partition))) {
                consumer.poll(Duration.ofMillis(100)).forEach(all::add);
            }
            return all;
        }
    }

    private static long end(Map<TopicPartition, Long> ends, TopicPartition partition) {
        Long end = ends.get(partition);
        return end == null ? 0 : end;
    }

    private static Envelope envelope(ConsumerRecord<String, byte[]> message) {
        Map<String, String> headers = new HashMap<>();
        message.headers().forEach(h -> headers.put(h.key(), new String(h.value(), StandardCharsets.UTF_8)));
        try {
            Envelope envelope = Envelope.read(headers);
            Signatures.verify(
                    envelope,
                    message.topic(),
                    message.key(),
                    message.value(),
                    new TrustedKeys(TestWorld.publicKeys()).signingKeys(envelope.writer()));
            return envelope;
        } catch (InvalidEnvelope e) {
            throw new AssertionError(message.topic() + " holds a message that is not good: " + e.reason(), e);
        }
    }

    private static <P extends Payload> P payload(byte[] value, Class<P> kind) {
        try {
            return ContractJson.read(value, kind);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
