package org.tessera.endtoend.journey;

import java.security.MessageDigest;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.tessera.contracts.Channel;
import org.tessera.contracts.Channels;
import org.tessera.endtoend.world.Stage;
import org.tessera.envelope.Digests;

/** Watches every channel as Kafka's own administrator, to tell what crossed: how many messages, bytes and which digest. */
public final class Borders implements AutoCloseable {
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final Witness witness;

    /** Sees every message; the leak search listens here. */
    @FunctionalInterface
    public interface Witness {
        /** Nobody listens. */
        Witness NONE = message -> {};

        /** A message on a channel. */
        void saw(ConsumerRecord<byte[], byte[]> message);
    }

    /**
     * What crossed on one channel.
     *
     * @param channel topic
     * @param messages number of messages
     * @param bytes of keys, headers and values
     * @param digest SHA-256 over the values in order
     */
    public record Crossing(String channel, long messages, long bytes, String digest) {}

    /** Watches from the beginning of every channel. */
    public Borders(Stage world, Witness witness) {
        Map<String, Object> settings = new HashMap<>(world.administratorSettings());
        settings.put("auto.offset.reset", "earliest");
        settings.put("enable.auto.commit", "false");
        settings.put("max.poll.records", "500");
        this.consumer = new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        this.witness = witness;
        List<TopicPartition> all = Channels.load().all().stream()
                .map(Channel::name)
                .flatMap(topic -> consumer.partitionsFor(topic).stream())
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
        consumer.assign(all);
        consumer.seekToBeginning(all);
    }

    /** What crossed since the last call, by channel; heads of ledgers are left out when they are alone. */
    public List<Crossing> since() {
        Map<String, Sum> sums = new TreeMap<>();
        Map<TopicPartition, Long> ends = consumer.endOffsets(consumer.assignment());
        while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
            for (ConsumerRecord<byte[], byte[]> message : consumer.poll(Duration.ofMillis(300))) {
                witness.saw(message);
                sums.computeIfAbsent(message.topic(), topic -> new Sum()).add(message);
            }
        }
        return sums.entrySet().stream()
                .map(entry -> entry.getValue().crossing(entry.getKey()))
                .collect(Collectors.toList());
    }

    private static final class Sum {
        private final MessageDigest digest = Digests.sha256();
        private long messages;
        private long bytes;

        void add(ConsumerRecord<byte[], byte[]> message) {
            messages++;
            bytes += Math.max(0, message.serializedKeySize());
            if (message.value() != null) {
                bytes += message.value().length;
                digest.update(message.value());
            }
            message.headers().forEach(header -> bytes += header.value() == null ? 0 : header.value().length);
        }

        Crossing crossing(String channel) {
            return new Crossing(channel, messages, bytes, "sha256:" + Digests.hex(digest.digest()));
        }
    }

    @Override
    public void close() {
        consumer.close();
    }
}
