package org.tessera.endtoend.journey;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/** Everything that passed by: messages and HTTP bodies, kept for the search. */
final class Evidence implements Tap, Borders.Witness {
    private final List<Item> items = new ArrayList<>();

    /**
     * Something that was seen.
     *
     * @param kind "topic", "http", "problem" (an error's text), "log", "metrics", "span", "table" or "quarantine"
     * @param place which one
     * @param bytes what was in it
     */
    @SuppressWarnings("ArrayRecordComponent") // equality is never asked for
    record Item(String kind, String place, byte[] bytes) {}

    @Override
    public synchronized void saw(Person who, Answer answer) {
        items.add(new Item(answer.ok() ? "http" : "problem", who + " " + answer.request(), answer.body()));
    }

    @Override
    public synchronized void saw(ConsumerRecord<byte[], byte[]> message) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        try {
            all.write(Objects.requireNonNullElse(message.key(), new byte[0]));
            for (Header header : message.headers()) {
                all.write('\n');
                all.write(header.key().getBytes(StandardCharsets.UTF_8));
                all.write('=');
                all.write(Objects.requireNonNullElse(header.value(), new byte[0]));
            }
            all.write('\n');
            all.write(Objects.requireNonNullElse(message.value(), new byte[0]));
        } catch (IOException e) {
            throw new IllegalStateException("memory does not fail", e);
        }
        items.add(new Item("topic", message.topic(), all.toByteArray()));
    }

    synchronized void add(Item item) {
        items.add(item);
    }

    synchronized List<Item> items() {
        return List.copyOf(items);
    }
}
