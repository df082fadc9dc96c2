package org.tessera.endtoend.fire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.tessera.endtoend.world.ServiceSpec;

/** The transitions in the ledgers of all services: what happened, to what and by whom, in its order. */
final class History {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Map<ServiceSpec, List<JsonNode>> transitions = new HashMap<>();

    /** Reads ledgers that the auditors have fetched, "honest-broker-2.ndjson", from that folder. */
    static History read(Path folder) throws IOException {
        History history = new History();
        for (ServiceSpec service : ServiceSpec.all()) {
            List<JsonNode> entries = new ArrayList<>();
            for (String line : Files.readAllLines(folder.resolve(service.clientId() + "-2.ndjson"))) {
                JsonNode entry = JSON.readTree(line);
                if (entry.path("kind").asText().equals("TRANSITION")) {
                    entries.add(entry);
                }
            }
            history.transitions.put(service, entries);
        }
        return history;
    }

    /** What happened to an object there. */
    List<String> of(ServiceSpec service, String object) {
        return actions(service, entry -> entry.path("object").asText().equals(object));
    }

    /** What an account did there. */
    List<String> by(ServiceSpec service, String subject) {
        return actions(
                service, entry -> entry.path("actor").path("subject").asText().equals(subject));
    }

    /** How often that happened there. */
    long times(ServiceSpec service, String action) {
        return actions(service, entry -> entry.path("action").asText().equals(action))
                .size();
    }

    private List<String> actions(ServiceSpec service, Predicate<JsonNode> wanted) {
        return transitions.getOrDefault(service, List.of()).stream()
                .filter(wanted)
                .map(entry -> entry.path("action").asText())
                .toList();
    }
}
