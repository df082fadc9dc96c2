package org.tessera.contracttests;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.tessera.envelope.Envelope;
import org.tessera.envelope.InvalidEnvelope;

/** Reads what stands in a topic, to its present end, without joining a group. */
final class KafkaReader {
    private KafkaReader() {}

    static List<ConsumerRecord<String, byte[]>> read(Properties settings, String topic) {
        Map<String, Object> all = new HashMap<>();
        settings.forEach((name, value) -> all.put(name.toString(), value));
        all.remove("group.id");
        all.put("enable.auto.commit", "false");
        try (KafkaConsumer<String, byte[]> consumer =
                new KafkaConsumer<>(all, new StringDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(partition -> new TopicPartition(topic, partition.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            List<ConsumerRecord<String, byte[]>> records = new ArrayList<>();
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                consumer.poll(Duration.ofMillis(200)).forEach(records::add);
            }
            return records;
        }
    }

    /** The envelope in a message's headers; throws {@link InvalidEnvelope} with what is wrong. */
    static Envelope envelope(ConsumerRecord<String, byte[]> message) throws InvalidEnvelope {
        Map<String, String> headers = new HashMap<>();
        for (Header header : message.headers()) {
            // Kafka takes a header without a value.
            byte[] value = header.value() == null ? new byte[0] : header.value();
            if (headers.put(header.key(), new String(value, StandardCharsets.UTF_8)) != null) {
                throw new InvalidEnvelope("header-repeated");
            }
        }
        return Envelope.read(headers);
    }
}
