package org.tessera.endtoend.journey;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.tessera.contracts.ContractJson;
import org.tessera.envelope.Parts;
import org.tessera.envelope.Sealing;

/**
 * Everything that passed by: messages, and HTTP answers with their headers, kept for the search. What came in parts or was
 * compressed is kept once more as it was before.
 */
final class Evidence implements Tap, Borders.Witness {
    private final List<Item> items = new ArrayList<>();
    private final Map<Sent, SortedMap<Integer, byte[]>> parts = new LinkedHashMap<>();

    private record Sent(String topic, String transfer) {}

    /**
     * Something that was seen.
     *
     * @param kind "topic", "http", "problem" (an error's text), "log", "metrics", "span", "table" or "quarantine"
     * @param place which one; of a message it ends with the topic
     * @param bytes what was in it
     */
    @SuppressWarnings("ArrayRecordComponent") // equality is never asked for
    record Item(String kind, String place, byte[] bytes) {}

    @Override
    public synchronized void saw(Person who, Answer answer) {
        String kind = answer.ok() ? "http" : "problem";
        String place = who + " " + answer.request();
        items.add(new Item(kind, place, answer.headers().toString().getBytes(StandardCharsets.UTF_8)));
        items.add(new Item(kind, place, answer.body()));
        Unpacked.of(answer.body()).forEach(content -> items.add(new Item(kind, place, content)));
    }

    @Override
    public synchronized void saw(ConsumerRecord<byte[], byte[]> message) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.writeBytes(Objects.requireNonNullElse(message.key(), new byte[0]));
        for (Header header : message.headers()) {
            all.write('\n');
            all.writeBytes(header.key().getBytes(StandardCharsets.UTF_8));
            all.write('=');
            all.writeBytes(Objects.requireNonNullElse(header.value(), new byte[0]));
        }
        all.write('\n');
        all.writeBytes(Objects.requireNonNullElse(message.value(), new byte[0]));
        items.add(new Item("topic", message.topic(), all.toByteArray()));
        keepPart(message);
    }

    /** A part that opens without a key: of a plain channel, or of one that should have sealed it. */
    private void keepPart(ConsumerRecord<byte[], byte[]> message) {
        try {
            JsonNode part = ContractJson.tree(Objects.requireNonNullElse(message.value(), new byte[0]));
            byte[] content = Parts.open(part.path("data").asText(), null);
            parts.computeIfAbsent(
                            new Sent(message.topic(), part.path("transferId").asText()), sent -> new TreeMap<>())
                    .put(part.path("index").asInt(), content);
        } catch (IOException | Sealing.NotOpenable e) {
            // Another message, or a sealed one.
        }
    }

    synchronized void add(Item item) {
        items.add(item);
    }

    synchronized List<Item> items() {
        List<Item> all = new ArrayList<>(items);
        parts.forEach((sent, contents) -> {
            ByteArrayOutputStream joined = new ByteArrayOutputStream();
            contents.values().forEach(joined::writeBytes);
            all.add(new Item("topic", sent.topic(), joined.toByteArray()));
            Unpacked.of(joined.toByteArray()).forEach(content -> all.add(new Item("topic", sent.topic(), content)));
        });
        return all;
    }
}
