package org.tessera.endtoend.journey;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/** The event ids that ever crossed about a request. A relay that died may send a message again, but it is the same message. */
final class Crossings implements Borders.Witness {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Map<String, Set<String>> events = new HashMap<>();
    private final Set<String> seen = new HashSet<>();
    private int repeated;

    @Override
    public void saw(ConsumerRecord<byte[], byte[]> message) {
        Header type = message.headers().lastHeader("ce_type");
        Header id = message.headers().lastHeader("ce_id");
        if (type == null || id == null) {
            return;
        }
        String event = new String(id.value(), StandardCharsets.UTF_8);
        repeated += seen.add(event) ? 0 : 1;
        String name = new String(type.value(), StandardCharsets.UTF_8);
        events.computeIfAbsent(name + " " + requestId(message.value()), key -> new HashSet<>())
                .add(event);
    }

    private static String requestId(byte[] value) {
        try {
            return JSON.readTree(value).path("requestId").asText();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** How many different messages of that type there were about a request. */
    int about(String type, String request) {
        return events.getOrDefault("org.tessera." + type + ".v1 " + request, Set.of())
                .size();
    }

    /** How many messages were on a topic twice, with one id. */
    int repeated() {
        return repeated;
    }
}
