package org.tessera.endtoend.fire;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;
import org.tessera.endtoend.journey.Person;
import org.tessera.endtoend.journey.Scene;

/** Cohorts at the commons, each with a question to the broker and a profile for the representativeness service. */
final class Explorations implements UnderFire {
    private static final List<String> ANSWERED = List.of("ANSWERED", "REFUSED");

    private final Person rosalind;
    private final Client client;
    private final Queue<String> cohorts = new ConcurrentLinkedQueue<>();
    private final Queue<String> questions = new ConcurrentLinkedQueue<>();
    private final Queue<String> profiles = new ConcurrentLinkedQueue<>();

    Explorations(Scene scene, Client client) {
        this.rosalind = scene.cast().rosalind;
        this.client = client;
    }

    @Override
    public void send(int number) {
        client.accepted(rosalind, "/cohorts", Map.of("name", Requests.title(number), "filter", Map.of()))
                .ifPresent(cohort -> {
                    cohorts.add(cohort);
                    client.accepted(rosalind, "/cohorts/" + cohort + "/feasibility-requests", Map.of())
                            .ifPresent(questions::add);
                    client.insist(rosalind, "/cohorts/" + cohort + "/profile", Map.of())
                            .ifPresent(
                                    sent -> profiles.add(sent.path("profileId").asText()));
                });
    }

    @Override
    public void awaitEnds() {
        questions.forEach(question -> Requests.awaitState(rosalind, "/feasibility-requests/" + question, ANSWERED));
        rosalind.await(
                "/representativeness-reports?limit=1",
                "the reports of " + profiles.size() + " profiles",
                any -> everyProfileIsReported());
    }

    /** Every profile has reports, and as many as each other one: none is still on its way. */
    private boolean everyProfileIsReported() {
        List<String> reported = reported();
        Set<Integer> reports = profiles.stream()
                .map(profile -> Collections.frequency(reported, profile))
                .collect(Collectors.toSet());
        return reports.size() == 1 && !reports.contains(0);
    }

    /** The profile of every report, as often as there are reports on it. */
    private List<String> reported() {
        return Scene.all(rosalind, "/representativeness-reports").stream()
                .map(report -> report.path("profileId").asText())
                .toList();
    }

    @Override
    public void countOnce(Aftermath after) {
        assertThat(Requests.titled(Scene.all(rosalind, "/cohorts"), "name"))
                .containsExactlyInAnyOrderElementsOf(cohorts);
        assertThat(questions).isNotEmpty();
        for (String question : questions) {
            assertThat(after.crossings().about("feasibility-result", question)).isEqualTo(1);
        }
        assertThat(profiles).hasSameSizeAs(cohorts).doesNotHaveDuplicates();
        List<String> reported = reported();
        for (String profile : profiles) {
            assertThat(after.crossings().about("cohort-profile", profile)).isEqualTo(1);
            assertThat(after.crossings().about("representativeness-report", profile))
                    .isPositive()
                    .isEqualTo(Collections.frequency(reported, profile));
        }
    }
}
