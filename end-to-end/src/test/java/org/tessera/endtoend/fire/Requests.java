package org.tessera.endtoend.fire;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.tessera.endtoend.journey.Person;

/** How requests of this test are called, and a look at them whatever happens to servers. */
final class Requests {
    /** Nothing takes longer to end than this, once all servers are well. */
    static final Duration UNTIL_THE_END = Duration.ofMinutes(4);

    private static final String TITLE = "under fire ";

    private Requests() {}

    /** What the one of that number is called. */
    static String title(int number) {
        return TITLE + number;
    }

    /** Ids of those that are called so. */
    static List<String> titled(List<JsonNode> items, String field) {
        return items.stream()
                .filter(item -> item.path(field).asText().startsWith(TITLE))
                .map(Requests::id)
                .toList();
    }

    static String id(JsonNode request) {
        return request.path("id").asText();
    }

    static String state(JsonNode request) {
        return request.path("state").asText();
    }

    /** As it is now; throws where nobody answers. */
    static JsonNode now(Person person, String path) {
        return person.get(path).orThrow().json();
    }

    /** Whether somebody has already brought it into one of these states. */
    static Supplier<Optional<JsonNode>> already(Person person, String path, Collection<String> states) {
        return () -> Optional.of(now(person, path)).filter(request -> states.contains(state(request)));
    }

    /** Waits until it is in one of these states. */
    static void awaitState(Person person, String path, Collection<String> states) {
        await(path)
                .atMost(UNTIL_THE_END)
                .pollInterval(Duration.ofMillis(300))
                .ignoreExceptions()
                .until(() -> states.contains(state(now(person, path))));
    }
}
