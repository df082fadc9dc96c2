package org.tessera.endtoend.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.common.header.Header;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.tessera.endtoend.world.ServiceSpec;
import org.tessera.endtoend.world.World;

/**
 * Each service is killed (SIGKILL) once at a random moment while requests run. A client that hears nothing asks again
 * with the same idempotency key. Afterwards every accepted request has ended, and exactly once.
 */
@Tag("e2e")
@Order(5)
@ExtendWith(Travelled.class)
class KilledAtAnyMomentTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int COHORTS = 3;

    private final Scene scene;
    private final World world;
    private final Random random = new Random();

    KilledAtAnyMomentTest(Travelled.Trip trip) {
        this.scene = trip.scene();
        this.world = trip.world();
    }

    @Test
    void every_accepted_request_ends_exactly_once() throws Exception {
        Set<String> questions = new HashSet<>();
        Set<String> matches = new HashSet<>();
        for (ServiceSpec victim : ServiceSpec.all()) {
            AtomicBoolean up = new AtomicBoolean(true);
            Thread killer = killing(victim, up);
            List<String> cohorts = cohorts(victim);
            for (String cohort : cohorts) {
                String key = UUID.randomUUID().toString();
                questions.add(
                        insist(scene.cast().rosalind, "/cohorts/" + cohort + "/feasibility-requests", Map.of(), key)
                                .path("id")
                                .asText());
                insist(
                        scene.cast().rosalind,
                        "/cohorts/" + cohort + "/profile",
                        Map.of(),
                        UUID.randomUUID().toString());
            }
            matches.add(requestMatch().path("id").asText());
            killer.join(Duration.ofMinutes(4));
            assertThat(up).as("%s came back", victim.clientId()).isTrue();
            awaitEnds(questions, matches);
        }
        assertThat(questions).hasSize(COHORTS * ServiceSpec.all().size());
        answeredExactlyOnce(questions, matches);
    }

    private Thread killing(ServiceSpec victim, AtomicBoolean up) {
        long delay = random.nextLong(200, 2500);
        System.out.printf("    kill -9 %s after %d ms%n", victim.clientId(), delay);
        return Thread.ofVirtual().start(() -> {
            try {
                Thread.sleep(delay);
                world.service(victim).process().kill();
                up.set(false);
                world.service(victim).start();
                up.set(true);
            } catch (Exception e) {
                throw new IllegalStateException(victim.clientId() + " did not start again", e);
            }
        });
    }

    private List<String> cohorts(ServiceSpec victim) {
        List<String> cohorts = new ArrayList<>();
        for (int number = 0; number < COHORTS; number++) {
            Map<String, Object> cohort =
                    Map.of("name", "cohort " + number + " while " + victim.clientId() + " dies", "filter", Map.of());
            cohorts.add(insist(
                            scene.cast().rosalind,
                            "/cohorts",
                            cohort,
                            UUID.randomUUID().toString())
                    .path("id")
                    .asText());
        }
        return cohorts;
    }

    private JsonNode requestMatch() {
        String path = "/projects/" + scene.facts().noted("project").orElseThrow() + "/match-requests";
        Map<String, String> order =
                Map.of("clinicalRelease", Scene.CLINICAL_RELEASE, "catalogueVersion", Scene.IMAGING_RELEASE);
        return insist(
                scene.cast().rosalindAtEnclave, path, order, UUID.randomUUID().toString());
    }

    /** Asks with one key until it is accepted. */
    private static JsonNode insist(Person person, String path, Object body, String key) {
        List<JsonNode> accepted = new ArrayList<>();
        await().atMost(Duration.ofMinutes(3))
                .pollInterval(Duration.ofMillis(300))
                .until(() -> {
                    try {
                        Answer answer = person.post(path, body, key);
                        if (answer.ok()) {
                            accepted.add(answer.json());
                        }
                        return answer.ok();
                    } catch (UncheckedIOException dead) {
                        return false;
                    }
                });
        return accepted.getFirst();
    }

    private void awaitEnds(Set<String> questions, Set<String> matches) {
        String project = scene.facts().noted("project").orElseThrow();
        await().atMost(Duration.ofMinutes(3))
                .pollInterval(Duration.ofMillis(500))
                .ignoreExceptions()
                .untilAsserted(() -> {
                    for (String question : questions) {
                        assertThat(scene.cast()
                                        .rosalind
                                        .get("/feasibility-requests/" + question)
                                        .json()
                                        .path("state")
                                        .asText())
                                .isIn("ANSWERED", "REFUSED");
                    }
                    for (String match : matches) {
                        assertThat(scene.cast()
                                        .rosalindAtEnclave
                                        .get("/projects/" + project + "/match-requests/" + match)
                                        .json()
                                        .path("state")
                                        .asText())
                                .isIn("ACTIVE", "SUPERSEDED");
                    }
                });
    }

    /** A relay that died may have sent a message again, but it is the same message: one event id per request. */
    private void answeredExactlyOnce(Set<String> questions, Set<String> matches) {
        Map<String, Set<String>> answers = new TreeMap<>();
        Borders.Witness witness = message -> {
            Header type = message.headers().lastHeader("ce_type");
            Header id = message.headers().lastHeader("ce_id");
            if (type == null || id == null) {
                return;
            }
            String name = new String(type.value(), StandardCharsets.UTF_8);
            if (name.contains("feasibility-result")
                    || name.contains("match-result")
                    || name.contains("match-request")) {
                answers.computeIfAbsent(name + " " + requestId(message.value()), key -> new HashSet<>())
                        .add(new String(id.value(), StandardCharsets.UTF_8));
            }
        };
        try (Borders borders = new Borders(world, witness)) {
            borders.since();
        }
        for (String question : questions) {
            assertThat(answers.get("org.tessera.feasibility-result.v1 " + question))
                    .hasSize(1);
        }
        for (String match : matches) {
            assertThat(answers.get("org.tessera.match-request.v1 " + match)).hasSize(1);
            assertThat(answers.get("org.tessera.match-result.v1 " + match)).hasSize(1);
        }
    }

    private static String requestId(byte[] value) {
        try {
            return JSON.readTree(value).path("requestId").asText();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
