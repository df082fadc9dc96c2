package org.tessera.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the alert of requests that do not move watches, as deploy/observability/alerts.yaml says. */
public final class WatchedStates {
    private static final Path ALERTS = Path.of("..", "deploy", "observability", "alerts.yaml");
    private static final Pattern SELECTOR = Pattern.compile(
            "tessera_requests_oldest_seconds\\{service=\"([a-z-]+)\", kind=\"([a-z-]+)\", state=~\"([A-Z_|]+)\"}");

    private WatchedStates() {}

    /** Kind of request to the states that are watched at a service; a kind of which none is watched is absent. */
    public static Map<String, Set<String>> at(String service) {
        Map<String, Set<String>> watched = new TreeMap<>();
        Matcher selector = SELECTOR.matcher(alerts());
        while (selector.find()) {
            if (selector.group(1).equals(service)) {
                watched.computeIfAbsent(selector.group(2), kind -> new TreeSet<>())
                        .addAll(Set.of(selector.group(3).split("\\|", -1)));
            }
        }
        return watched;
    }

    private static String alerts() {
        try {
            return Files.readString(ALERTS);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
