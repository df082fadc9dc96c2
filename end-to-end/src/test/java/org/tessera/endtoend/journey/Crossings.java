package org.tessera.endtoend.journey;

import com.fasterxml.jackson.databind.JsonNode;
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

/** The event ids that ever crossed about a request or a profile. A relay that died may send a message again, but it is the same message. */
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
        events.computeIfAbsent(name + " " + subject(message.value()), key -> new HashSet<>())
                .add(event);
    }

    private static String subject(byte[] value) {
        try {
            JsonNode payload = JSON.readTree(value);
            return payload.path(payload.has("requestId") ? "requestId" : "profileId")
                    .asText();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** How many different messages of that type there were about that request or profile. */
    int about(String type, String subject) {
        return events.getOrDefault("org.tessera." + type + ".v1 " + subject, Set.of())
                .size();
    }

    /** How many messages were on a topic twice, with one id. */
    int repeated() {
        return repeated;
    }
}
