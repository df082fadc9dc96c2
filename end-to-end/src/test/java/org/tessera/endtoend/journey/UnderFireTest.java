package org.tessera.endtoend.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.tessera.endtoend.world.Server;
import org.tessera.endtoend.world.World;

/**
 * Every server, PostgreSQL, Keycloak and Kafka too, is killed, paused and restarted, in a random order, while two hundred
 * requests of all kinds are on their way. Afterwards every accepted request has ended, and exactly once.
 */
@Tag("e2e")
@Order(7)
@ExtendWith(Travelled.class)
class UnderFireTest {
    private static final int EACH = 40;
    private static final int AT_ONCE = 20;
    private static final List<String> CHECKED = List.of("CHECKED", "RETURNED");
    private static final Duration UNTIL_THE_END = Duration.ofMinutes(4);

    private final Scene scene;
    private final World world;
    private final Client client = new Client();
    private final Random random = new Random();
    private final ConcurrentLinkedQueue<String> cohorts = new ConcurrentLinkedQueue<>();
    private final ConcurrentLinkedQueue<String> questions = new ConcurrentLinkedQueue<>();
    private final ConcurrentLinkedQueue<String> matches = new ConcurrentLinkedQueue<>();
    private final ConcurrentLinkedQueue<String> downloads = new ConcurrentLinkedQueue<>();
    private final ConcurrentLinkedQueue<String> profiles = new ConcurrentLinkedQueue<>();
    private final StringBuilder report = new StringBuilder();

    UnderFireTest(Travelled.Trip trip) {
        this.scene = trip.scene();
        this.world = trip.world();
    }

    @Test
    void every_accepted_request_ends_exactly_once() throws Exception {
        String project = scene.facts().noted("project").orElseThrow();
        try (ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE)) {
            List<Future<?>> work = new ArrayList<>();
            for (int number = 0; number < EACH; number++) {
                String name = "under fire " + number;
                work.add(threads.submit(() -> explore(name)));
                work.add(threads.submit(() -> match(project)));
                work.add(threads.submit(() -> takeOut(project, name)));
            }
            strikeEverything();
            for (Future<?> each : work) {
                each.get();
            }
        }
        awaitEnds(project);
        countOnce(project);
        Ledgers.Verified verified = Ledgers.verify(scene, "ledgers-under-fire");
        say("ledgers: " + verified.said());
        say(client.accepted() + " requests accepted, " + client.again() + " attempts made again; refused: "
                + client.refused());
        scene.keep("under-fire.txt", report.toString().getBytes(StandardCharsets.UTF_8));
        assertThat(verified.hold()).as(verified.said()).isTrue();
        assertThat(client.refused().keySet()).allMatch(reason -> reason.startsWith("429 budget-account"));
        assertThat(questions).isNotEmpty();
        int refusals =
                client.refused().values().stream().mapToInt(AtomicInteger::get).sum();
        assertThat(client.accepted() + refusals).isEqualTo(6 * EACH);
    }

    /** A cohort, a question about it and its profile. */
    private void explore(String name) {
        Person rosalind = scene.cast().rosalind;
        accepted(rosalind, "/cohorts", Map.of("name", name, "filter", Map.of())).ifPresent(cohort -> {
            cohorts.add(cohort);
            accepted(rosalind, "/cohorts/" + cohort + "/feasibility-requests", Map.of())
                    .ifPresent(questions::add);
            client.insist(rosalind, "/cohorts/" + cohort + "/profile", Map.of())
                    .ifPresent(sent -> profiles.add(sent.path("profileId").asText()));
        });
    }

    private void match(String project) {
        Map<String, String> order =
                Map.of("clinicalRelease", Scene.CLINICAL_RELEASE, "catalogueVersion", Scene.IMAGING_RELEASE);
        accepted(scene.cast().rosalindAtEnclave, "/projects/" + project + "/match-requests", order)
                .ifPresent(matches::add);
    }

    /** A draft of a download request, and its submission: frozen and checked. */
    private void takeOut(String project, String title) {
        Map<String, Object> draft = Map.of("title", title, "resources", List.of(Egress.wanted("funnel", Map.of())));
        Person rosalind = scene.cast().rosalindAtEnclave;
        accepted(rosalind, "/projects/" + project + "/download-requests", draft).ifPresent(id -> {
            downloads.add(id);
            String path = "/download-requests/" + id;
            client.insist(
                    rosalind,
                    path + "/submit",
                    Map.of(),
                    () -> Optional.of(rosalind.get(path).orThrow().json())
                            .filter(request ->
                                    CHECKED.contains(request.path("state").asText())));
        });
    }

    private Optional<String> accepted(Person person, String path, Object body) {
        return client.insist(person, path, body).map(answer -> answer.path("id").asText());
    }

    private record Strike(Server server, Fault fault) {}

    private void strikeEverything() throws Exception {
        List<Strike> strikes = new ArrayList<>();
        for (Server server : world.servers()) {
            for (Fault fault : Fault.values()) {
                strikes.add(new Strike(server, fault));
            }
        }
        Collections.shuffle(strikes, random);
        for (Strike strike : strikes) {
            Thread.sleep(random.nextLong(200, 2000));
            long begin = System.nanoTime();
            strike.fault().befall(strike.server(), random);
            say(String.format(
                    Locale.ROOT,
                    "%-10s %-26s well again after %.1f s",
                    strike.fault(),
                    strike.server().process().name(),
                    (System.nanoTime() - begin) / 1e9));
        }
    }

    private void awaitEnds(String project) {
        Person enclave = scene.cast().rosalindAtEnclave;
        awaitAll("/feasibility-requests/", scene.cast().rosalind, questions, List.of("ANSWERED", "REFUSED"));
        awaitAll("/projects/" + project + "/match-requests/", enclave, matches, List.of("ACTIVE", "SUPERSEDED"));
        scene.cast()
                .rosalind
                .await(
                        "/representativeness-reports?limit=1",
                        "the reports of " + profiles.size() + " profiles",
                        any -> everyProfileIsReported());
        awaitAll("/download-requests/", enclave, downloads, CHECKED);
    }

    /** The profile of every report, as often as there are reports on it. */
    private List<String> reported() {
        return Scene.all(scene.cast().rosalind, "/representativeness-reports").stream()
                .map(report -> report.path("profileId").asText())
                .toList();
    }

    /** Every profile has reports, and as many as each other one: none is still on its way. */
    private boolean everyProfileIsReported() {
        List<String> reported = reported();
        Set<Integer> reports = profiles.stream()
                .map(profile -> Collections.frequency(reported, profile))
                .collect(Collectors.toSet());
        return reports.size() == 1 && !reports.contains(0);
    }

    private static void awaitAll(String path, Person person, Iterable<String> ids, List<String> ends) {
        for (String id : ids) {
            await(path + id)
                    .atMost(UNTIL_THE_END)
                    .pollInterval(Duration.ofMillis(300))
                    .ignoreExceptions()
                    .until(() -> person.get(path + id).json().path("state").asText(), state -> ends.contains(state));
        }
    }

    private void countOnce(String project) {
        Crossings crossings = new Crossings();
        try (Borders borders = new Borders(world, crossings)) {
            borders.since();
        }
        for (String question : questions) {
            assertThat(crossings.about("feasibility-result", question)).isEqualTo(1);
        }
        for (String match : matches) {
            assertThat(crossings.about("match-request", match)).isEqualTo(1);
            assertThat(crossings.about("match-result", match)).isEqualTo(1);
        }
        List<String> reported = reported();
        for (String profile : profiles) {
            assertThat(crossings.about("cohort-profile", profile)).isEqualTo(1);
            assertThat(crossings.about("representativeness-report", profile))
                    .isPositive()
                    .isEqualTo(Collections.frequency(reported, profile));
        }
        Person enclave = scene.cast().rosalindAtEnclave;
        assertThat(named(Scene.all(scene.cast().rosalind, "/cohorts"), "name")).isEqualTo(EACH);
        assertThat(named(Scene.all(enclave, "/download-requests"), "title")).isEqualTo(EACH);
        assertThat(profiles).hasSize(EACH).doesNotHaveDuplicates();
        assertThat(matches).hasSize(EACH).doesNotHaveDuplicates();
        assertThat(Scene.all(enclave, "/projects/" + project + "/match-requests"))
                .extracting(request -> request.path("id").asText())
                .doesNotHaveDuplicates()
                .hasSize(EACH + 1);
        say(crossings.repeated() + " messages were sent a second time, each with its first id");
    }

    private static long named(List<JsonNode> items, String field) {
        Predicate<JsonNode> mine = item -> item.path(field).asText().startsWith("under fire ");
        return items.stream().filter(mine).count();
    }

    private void say(String line) {
        System.out.println("    " + line);
        report.append(line).append('\n');
    }
}
