package org.tessera.endtoend.fire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.tessera.endtoend.journey.Borders;

/** The event ids that ever crossed, by what they are about. A relay that died may send a message again, but it is the same message. */
final class Crossings implements Borders.Witness {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Where messages name what they are about; the first that is there does. */
    private static final List<String> SUBJECTS =
            List.of("requestId", "profileId", "batchId", "releasedId", "reference", "account");

    private final Map<String, Set<String>> bySubject = new HashMap<>();
    private final Map<String, Set<String>> byType = new HashMap<>();
    private final Map<String, Set<String>> byTopic = new HashMap<>();
    private final Set<String> seen = new HashSet<>();
    private final Set<String> setAside;
    private int repeated;

    /** @param setAside ids of the events that nobody took, which are left out */
    Crossings(Set<String> setAside) {
        this.setAside = setAside;
    }

    @Override
    public void saw(ConsumerRecord<byte[], byte[]> message) {
        Header type = message.headers().lastHeader("ce_type");
        Header id = message.headers().lastHeader("ce_id");
        if (type == null || id == null) {
            return;
        }
        String event = new String(id.value(), StandardCharsets.UTF_8);
        if (setAside.contains(event)) {
            return;
        }
        repeated += seen.add(event) ? 0 : 1;
        String name = new String(type.value(), StandardCharsets.UTF_8);
        keep(bySubject, name + " " + subject(message.value()), event);
        keep(byType, name, event);
        keep(byTopic, message.topic(), event);
    }

    private static void keep(Map<String, Set<String>> events, String key, String event) {
        events.computeIfAbsent(key, any -> new HashSet<>()).add(event);
    }

    private static String subject(byte[] value) {
        try {
            JsonNode payload = JSON.readTree(value);
            return SUBJECTS.stream()
                    .filter(payload::has)
                    .findFirst()
                    .map(name -> payload.path(name).asText())
                    .orElse("");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** How many different messages of that type there were about that request, profile, batch, reference or account. */
    int about(String type, String subject) {
        return number(bySubject, type(type) + " " + subject);
    }

    /** How many different messages of that type there were. */
    int of(String type) {
        return number(byType, type(type));
    }

    /** How many different messages there were on that topic. */
    int on(String topic) {
        return number(byTopic, topic);
    }

    private static String type(String name) {
        return "org.tessera." + name + ".v1";
    }

    private static int number(Map<String, Set<String>> events, String key) {
        return events.getOrDefault(key, Set.of()).size();
    }

    /** How many messages were on a topic twice, with one id. */
    int repeated() {
        return repeated;
    }
}
