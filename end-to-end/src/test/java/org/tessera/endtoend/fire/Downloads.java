package org.tessera.endtoend.fire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.tessera.endtoend.journey.Cast;
import org.tessera.endtoend.journey.Person;
import org.tessera.endtoend.journey.Scene;
import org.tessera.endtoend.world.ServiceSpec;

/**
 * Download requests of a cohort profile: frozen and checked, reviewed by two people in the same moment, released, and every
 * other one recalled; every fourth is rejected by one of the two.
 */
final class Downloads implements UnderFire {
    private static final String STAGE = "linked";

    private final Cast cast;
    private final Client client;
    private final String project;
    private final Map<Integer, String> downloads = new ConcurrentHashMap<>();
    private final Map<Integer, String> profiles = new ConcurrentHashMap<>();

    Downloads(Scene scene, Client client, String project) {
        this.cast = scene.cast();
        this.client = client;
        this.project = project;
    }

    private enum End {
        RELEASED,
        RECALLED,
        REJECTED;

        static End of(int number) {
            return number % 4 == 3 ? REJECTED : number % 2 == 0 ? RECALLED : RELEASED;
        }

        /** What the ledger says of such a request. */
        List<String> course() {
            List<String> course =
                    new ArrayList<>(List.of("draft", "submitted", "checked", "partially-reviewed", "reviewed"));
            course.addAll(
                    switch (this) {
                        case RELEASED -> List.of("approved", "released");
                        case RECALLED -> List.of("approved", "released", "recalled");
                        case REJECTED -> List.of("rejected");
                    });
            return course.stream().map(state -> "download-request." + state).toList();
        }
    }

    @Override
    public void send(int number) throws Exception {
        Map<String, Object> wanted = Map.of("kind", "cohort-profile", "parameters", Map.of("stage", STAGE));
        Map<String, Object> draft = Map.of("title", Requests.title(number), "resources", List.of(wanted));
        Person author = cast.rosalindAtEnclave;
        String id = client.accepted(author, "/projects/" + project + "/download-requests", draft)
                .orElseThrow();
        downloads.put(number, id);
        move(author, id, "submit", Map.of(), "CHECKED");
        profiles.put(number, profile(id));
        End end = End.of(number);
        Client.atOnce(
                () -> vote(cast.oscar, id, "APPROVE"),
                () -> vote(cast.olivia, id, end == End.REJECTED ? "REJECT" : "APPROVE"));
        if (end != End.REJECTED) {
            move(cast.adele, id, "release", Map.of(), "RELEASED");
        }
        if (end == End.RECALLED) {
            move(cast.adele, id, "recall", Map.of("comment", "A test."), "RECALLED");
        }
    }

    /** A vote that has been counted shows to whoever gave it. */
    private void vote(Person reviewer, String id, String verdict) {
        String path = "/download-requests/" + id;
        client.insist(
                reviewer,
                path + "/reviews",
                Map.of("verdict", verdict, "comment", "Under fire."),
                () -> Optional.of(Requests.now(reviewer, path))
                        .filter(request -> request.path("reviews").findValuesAsText("by").stream()
                                .anyMatch(reviewer.user()::equals)));
    }

    private void move(Person person, String id, String move, Object body, String to) {
        String path = "/download-requests/" + id;
        client.insist(person, path + "/" + move, body, Requests.already(person, path, List.of(to)));
    }

    @Override
    public void awaitEnds() {
        downloads.forEach((number, id) -> Requests.awaitState(
                cast.rosalindAtEnclave,
                "/download-requests/" + id,
                List.of(End.of(number).name())));
        cast.rosalindAtEnclave.await(
                "/representativeness-reports",
                "the reports of what is released",
                any -> downloads.keySet().stream()
                        .allMatch(number -> reports(number).isEmpty() == (End.of(number) != End.RELEASED)));
    }

    /** What the representativeness service has said of a download's profile, as long as it is released. */
    private List<JsonNode> reports(int number) {
        String profile = profiles.get(number);
        return Scene.all(cast.rosalindAtEnclave, "/representativeness-reports").stream()
                .filter(report -> report.path("profileId").asText().equals(profile))
                .toList();
    }

    /** The id of its profile, which a reviewer sees while the request is reviewed. */
    private String profile(String id) {
        String file = "/download-requests/" + id + "/resources/cohort-profile-" + STAGE + ".json";
        return await(file)
                .atMost(Requests.UNTIL_THE_END)
                .pollInterval(Duration.ofMillis(300))
                .ignoreExceptions()
                .until(() -> Requests.now(cast.oscar, file).path("profileId").asText(), any -> true);
    }

    @Override
    public void countOnce(Aftermath after) {
        assertThat(Requests.titled(Scene.all(cast.rosalindAtEnclave, "/download-requests"), "title"))
                .containsExactlyInAnyOrderElementsOf(downloads.values());
        downloads.forEach((number, id) -> {
            End end = End.of(number);
            assertThat(after.history().of(ServiceSpec.ENCLAVE, id))
                    .filteredOn(action -> !action.equals("download-request.fetched"))
                    .containsExactlyElementsOf(end.course());
            assertThat(Requests.now(cast.oscar, "/download-requests/" + id)
                            .path("reviews")
                            .findValuesAsText("by"))
                    .containsExactlyInAnyOrder(cast.oscar.user(), cast.olivia.user());
            String profile = Objects.requireNonNull(profiles.get(number));
            assertThat(after.crossings().about("cohort-profile", profile)).isEqualTo(end == End.REJECTED ? 0 : 1);
            assertThat(after.crossings().about("release-recall", profile)).isEqualTo(end == End.RECALLED ? 1 : 0);
            if (end == End.RELEASED) {
                assertThat(after.crossings().about("representativeness-report", profile))
                        .isEqualTo(reports(number).size());
            }
        });
    }
}
