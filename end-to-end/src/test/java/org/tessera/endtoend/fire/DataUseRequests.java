package org.tessera.endtoend.fire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Clock;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.tessera.endtoend.journey.Application;
import org.tessera.endtoend.journey.Newcomers.Newcomer;
import org.tessera.endtoend.journey.Person;
import org.tessera.endtoend.journey.Scene;
import org.tessera.endtoend.world.ServiceSpec;

/**
 * Data use requests of newcomers: approved by the committee, denied, or approved and withdrawn by the author in the same
 * moment. An approval opens a workspace, whose membership comes through Keycloak.
 */
final class DataUseRequests implements UnderFire {
    private static final List<String> ENDS = List.of("APPROVED", "DENIED", "WITHDRAWN");

    private final Scene scene;
    private final List<Newcomer> authors;
    private final Client client;
    private final Map<Integer, String> requests = new ConcurrentHashMap<>();

    DataUseRequests(Scene scene, List<Newcomer> authors, Client client) {
        this.scene = scene;
        this.authors = authors;
        this.client = client;
    }

    @Override
    public void send(int number) throws Exception {
        Map<String, Object> application =
                new HashMap<>(Application.of(scene.world().places(), Clock.systemUTC()));
        application.put("title", Requests.title(number));
        Person author = author(number);
        Person camille = scene.cast().camille;
        String id = client.accepted(author, "/data-use-requests", application).orElseThrow();
        requests.put(number, id);
        move(author, id, "submit", Map.of(), List.of("SUBMITTED"));
        move(camille, id, "review", Map.of(), List.of("UNDER_REVIEW"));
        switch (number % 3) {
            case 0 -> decide(id, "APPROVE");
            case 1 -> decide(id, "DENY");
            default -> Client.atOnce(() -> decide(id, "APPROVE"), () -> move(author, id, "withdraw", Map.of(), ENDS));
        }
    }

    private void decide(String id, String decision) {
        move(scene.cast().camille, id, "decision", Map.of("decision", decision, "comment", "Under fire."), ENDS);
    }

    private void move(Person person, String id, String move, Object body, List<String> to) {
        String path = "/data-use-requests/" + id;
        client.insist(person, path + "/" + move, body, Requests.already(person, path, to));
    }

    private Person author(int number) {
        return authors.get(number).person();
    }

    private JsonNode request(int number) {
        return Requests.now(author(number), "/data-use-requests/" + requests.get(number));
    }

    @Override
    public void awaitEnds() {
        requests.forEach((number, id) -> {
            Requests.awaitState(author(number), "/data-use-requests/" + id, ENDS);
            JsonNode ended = request(number);
            if (Requests.state(ended).equals("APPROVED")) {
                await("the membership in her token")
                        .atMost(Requests.UNTIL_THE_END)
                        .ignoreExceptions()
                        .until(() -> {
                            author(number).refresh();
                            return author(number)
                                    .get("/projects/" + ended.path("project").asText())
                                    .ok();
                        });
            }
        });
    }

    @Override
    public void countOnce(Aftermath after) {
        Set<String> projects = new HashSet<>();
        requests.forEach((number, id) -> {
            JsonNode request = request(number);
            String end = Requests.state(request).toLowerCase(Locale.ROOT);
            assertThat(after.history().of(ServiceSpec.ENCLAVE, id))
                    .containsExactly(
                            "data-use-request.drafted",
                            "data-use-request.submitted",
                            "data-use-request.under-review",
                            "data-use-request." + end);
            String project = request.path("project").asText();
            assertThat(project.isEmpty()).isEqualTo(!end.equals("approved"));
            if (!project.isEmpty()) {
                assertThat(projects.add(project)).as("a project of its own").isTrue();
                assertThat(after.history().of(ServiceSpec.ENCLAVE, project)).containsExactly("project.opened");
            }
            List<JsonNode> own = Scene.all(author(number), "/data-use-requests").stream()
                    .filter(each -> each.path("title").asText().equals(Requests.title(number)))
                    .toList();
            assertThat(own).extracting(Requests::id).containsExactly(id);
        });
    }
}
