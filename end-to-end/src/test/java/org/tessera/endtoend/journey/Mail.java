package org.tessera.endtoend.journey;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.tessera.endtoend.world.ServiceSpec;
import org.tessera.endtoend.world.World;

/** What lies in the topics, in the hands of Kafka's administrator, who can send it again and in another order. */
final class Mail implements AutoCloseable {
    private static final long PATIENCE = 120;

    private final World world;
    private final Admin admin;

    Mail(World world) {
        this.world = world;
        this.admin = world.kafka().administrator();
    }

    /** Every message that a client of the house sent, once, in the order of the topics: no garbage, no repetition. */
    List<ConsumerRecord<byte[], byte[]>> everything() {
        List<ConsumerRecord<byte[], byte[]>> all = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        Borders.Witness keep = message -> {
            if (message.headers().lastHeader("ce_id") != null && seen.add(message.topic() + event(message))) {
                all.add(message);
            }
        };
        try (Borders borders = new Borders(world, keep)) {
            borders.since();
        }
        return all;
    }

    /** Of all that what waits in no quarantine, where it would wait once more each time it comes. */
    List<ConsumerRecord<byte[], byte[]>> taken() throws SQLException {
        Set<String> setAside = SetAside.events(world);
        return everything().stream()
                .filter(message -> !setAside.contains(event(message)))
                .toList();
    }

    private static String event(ConsumerRecord<byte[], byte[]> message) {
        return new String(message.headers().lastHeader("ce_id").value(), StandardCharsets.UTF_8);
    }

    /** What the service has not heard yet on that topic, in its order. */
    List<ConsumerRecord<byte[], byte[]>> unheard(ServiceSpec service, String topic) throws Exception {
        Map<TopicPartition, OffsetAndMetadata> heard = heard(service);
        return everything().stream()
                .filter(message -> message.topic().equals(topic))
                .filter(message -> {
                    OffsetAndMetadata next = heard.get(new TopicPartition(topic, message.partition()));
                    return next == null || message.offset() >= next.offset();
                })
                .toList();
    }

    /** Lets a service that does not run believe that it has heard everything on that topic. */
    void skip(ServiceSpec service, Collection<ConsumerRecord<byte[], byte[]>> messages) throws Exception {
        Map<TopicPartition, OffsetAndMetadata> ends = messages.stream()
                .collect(Collectors.toMap(
                        message -> new TopicPartition(message.topic(), message.partition()),
                        message -> new OffsetAndMetadata(message.offset() + 1),
                        (one, other) -> one.offset() > other.offset() ? one : other));
        admin.alterConsumerGroupOffsets(service.clientId(), ends).all().get(PATIENCE, TimeUnit.SECONDS);
        try (Connection connection = world.postgres().connect(service.database());
                PreparedStatement heard = connection.prepareStatement(
                        "UPDATE heard SET next_offset = ? WHERE channel = ? AND record_partition = ?")) {
            for (Map.Entry<TopicPartition, OffsetAndMetadata> end : ends.entrySet()) {
                heard.setLong(1, end.getValue().offset());
                heard.setString(2, end.getKey().topic());
                heard.setInt(3, end.getKey().partition());
                heard.executeUpdate();
            }
        }
    }

    /** Sends them byte for byte, each into its partition, in this order. */
    void sendAgain(List<ConsumerRecord<byte[], byte[]>> messages) throws Exception {
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                world.kafka().administratorSettings(), new ByteArraySerializer(), new ByteArraySerializer())) {
            List<Future<RecordMetadata>> sent = new ArrayList<>();
            for (ConsumerRecord<byte[], byte[]> message : messages) {
                sent.add(producer.send(new ProducerRecord<>(
                        message.topic(), message.partition(), message.key(), message.value(), message.headers())));
            }
            for (Future<RecordMetadata> each : sent) {
                each.get(PATIENCE, TimeUnit.SECONDS);
            }
        }
    }

    /** How many messages the services have before them. */
    long unheard() throws Exception {
        long sum = 0;
        for (ServiceSpec service : ServiceSpec.all()) {
            Map<TopicPartition, OffsetAndMetadata> heard = heard(service);
            Map<TopicPartition, OffsetSpec> question = new HashMap<>();
            heard.keySet().forEach(partition -> question.put(partition, OffsetSpec.latest()));
            Map<TopicPartition, ListOffsetsResultInfo> ends =
                    admin.listOffsets(question).all().get(PATIENCE, TimeUnit.SECONDS);
            for (Map.Entry<TopicPartition, OffsetAndMetadata> next : heard.entrySet()) {
                ListOffsetsResultInfo end = ends.get(next.getKey());
                sum += end == null ? 0 : end.offset() - next.getValue().offset();
            }
        }
        return sum;
    }

    private Map<TopicPartition, OffsetAndMetadata> heard(ServiceSpec service) throws Exception {
        return admin.listConsumerGroupOffsets(service.clientId())
                .partitionsToOffsetAndMetadata()
                .get(PATIENCE, TimeUnit.SECONDS);
    }

    @Override
    public void close() {
        admin.close();
    }
}
