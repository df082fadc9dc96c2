package org.tessera.endtoend.compose;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.tessera.endtoend.world.ServiceSpec;

/**
 * Tries, from inside each service's container, to open a TCP connection to every address of every container there is, by
 * number and by name. Its own database, Kafka and Keycloak must answer, nothing else may.
 */
final class Separation {
    private static final ObjectMapper JSON = new ObjectMapper();
    /** This machine, as containers see it: the gateways of their networks, where published ports might answer. */
    private static final String HOST = "host";

    private static final Map<String, List<Integer>> PORTS = Map.of(
            "database",
            List.of(5432),
            "kafka",
            List.of(9092, 9093, 9492, 9493),
            "keycloak",
            List.of(8443, 9000),
            HOST,
            List.of(9440, 9441, 9442, 9443, 9444, 9492, 9493));

    /** A machine that is too busy for what must answer has said nothing about the rest: then all is tried again. */
    private static final int ROUNDS = 3;

    /** An attempt is two processes, and a container may have a few hundred, its service's threads included. */
    private static final int AT_ONCE = 40;

    private static final List<Integer> SERVICE_PORTS = List.of(8443);

    private final Engine engine;

    Separation(Engine engine) {
        this.engine = engine;
    }

    /**
     * What was found from one service.
     *
     * @param service where the attempts were made
     * @param attempts how many
     * @param wrong connections that should have been refused or opened, and were not
     */
    record Finding(String service, int attempts, List<String> wrong) {}

    /** Tries everything from every service, from all at the same time: most of it is waiting for silence. */
    List<Finding> examine() {
        Map<String, Set<String>> addresses = addresses();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<CompletableFuture<Finding>> findings = ServiceSpec.all().stream()
                    .map(service -> CompletableFuture.supplyAsync(() -> examine(service, addresses), threads))
                    .toList();
            return findings.stream().map(CompletableFuture::join).toList();
        }
    }

    private Finding examine(ServiceSpec from, Map<String, Set<String>> addresses) {
        List<String> targets = new ArrayList<>();
        addresses.forEach((container, places) -> {
            if (!container.equals(from.clientId())) {
                for (String place : places) {
                    for (int port : ports(container)) {
                        targets.add(container + " " + place + " " + port);
                    }
                }
            }
        });
        // By their names, what a service needs must answer; otherwise all silence would look like separation.
        List<String> needed =
                List.of(database(from) + " " + database(from) + " 5432", "kafka kafka 9092", "keycloak keycloak 8443");
        Set<String> open = conclusive(from, targets, needed);
        List<String> wrong = new ArrayList<>();
        targets.stream()
                .filter(open::contains)
                .filter(target -> !allowed(from, target))
                .forEach(wrong::add);
        for (String silent : needed) {
            if (!open.contains(silent)) {
                wrong.add("no answer from " + silent);
            }
        }
        return new Finding(from.clientId(), targets.size(), wrong);
    }

    private Set<String> conclusive(ServiceSpec from, List<String> targets, List<String> needed) {
        Set<String> open = open(from, targets);
        for (int round = 1; round < ROUNDS && !open.containsAll(needed); round++) {
            open.addAll(open(from, targets));
        }
        return open;
    }

    private static boolean allowed(ServiceSpec from, String target) {
        String container = target.substring(0, target.indexOf(' '));
        return Set.of("kafka", "keycloak", database(from)).contains(container);
    }

    private static String database(ServiceSpec service) {
        return service.database() + "-database";
    }

    private static List<Integer> ports(String container) {
        return PORTS.getOrDefault(container.endsWith("-database") ? "database" : container, SERVICE_PORTS);
    }

    /** Those of the targets that take a connection within ten seconds; {@link #AT_ONCE} are tried at a time. */
    private Set<String> open(ServiceSpec from, List<String> targets) {
        StringBuilder attempts = new StringBuilder();
        for (int at = 0; at < targets.size(); at++) {
            String[] words = targets.get(at).split(" ");
            attempts.append("timeout 10 bash -c 'exec 3<>/dev/tcp/%s/%s && echo %s' 2>/dev/null &\n"
                    .formatted(words[1], words[2], targets.get(at)));
            if ((at + 1) % AT_ONCE == 0 || at + 1 == targets.size()) {
                attempts.append("wait\n");
            }
        }
        String said = engine.docker("exec", "tessera-" + from.clientId() + "-1", "bash", "-c", attempts.toString());
        return new TreeSet<>(Arrays.asList(said.split("\n")));
    }

    /** Name of the compose service → its addresses in all networks, and its names. */
    private Map<String, Set<String>> addresses() {
        List<String> words = new ArrayList<>(List.of("inspect"));
        engine.docker("ps", "--quiet", "--filter", "label=com.docker.compose.project=tessera")
                .lines()
                .forEach(words::add);
        Map<String, Set<String>> addresses = new TreeMap<>();
        Set<String> gateways = new TreeSet<>();
        try {
            for (JsonNode container : JSON.readTree(engine.docker(words.toArray(String[]::new)))) {
                String name = container
                        .at("/Config/Labels/com.docker.compose.service")
                        .asText();
                Set<String> places = addresses.computeIfAbsent(name, unseen -> new TreeSet<>(Set.of(unseen)));
                for (JsonNode network : container.at("/NetworkSettings/Networks")) {
                    places.add(network.path("IPAddress").asText());
                    gateways.add(network.path("Gateway").asText());
                }
                places.remove("");
            }
            gateways.remove("");
            addresses.put(HOST, gateways);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return addresses;
    }
}
