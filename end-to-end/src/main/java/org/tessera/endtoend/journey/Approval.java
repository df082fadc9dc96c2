package org.tessera.endtoend.journey;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Clock;
import java.util.Map;
import org.tessera.endtoend.world.ServiceSpec;

/** Step 4: a data use request with a study protocol, a committee, a workspace. */
final class Approval {
    private final Scene scene;
    private final Teller teller;

    Approval(Scene scene) {
        this.scene = scene;
        this.teller = scene.teller();
    }

    void apply() {
        teller.step("4. At the enclave: a data use request with a protocol, a committee, a workspace");
        Person rosalind = scene.cast().rosalindAtEnclave;
        Answer stranger =
                scene.cast().rosalind.at(scene.world().url(ServiceSpec.ENCLAVE)).get("/data-use-requests");
        teller.refused("clinical-enclave", "a token of the commons' realm: " + stranger.problem());
        String id = rosalind.post(
                        "/data-use-requests", Application.of(scene.world().places(), Clock.systemUTC()))
                .orThrow()
                .json()
                .path("id")
                .asText();
        rosalind.post("/data-use-requests/" + id + "/submit").orThrow();
        teller.did("rosalind-e", "filed a data use request with the protocol covid-severity");
        decide(rosalind, id);
        JsonNode approved = rosalind.await(
                "/data-use-requests/" + id,
                "the project",
                request -> request.path("project").isTextual());
        String project = scene.facts().note("project", approved.path("project").asText());
        awaitMembership(rosalind, project);
        Answer outsider = scene.cast().dorothy.get("/projects/" + project);
        teller.refused("clinical-enclave", "dorothy, a researcher who is no member: " + outsider.problem());
    }

    private void decide(Person rosalind, String id) {
        Map<String, String> approve =
                Map.of("decision", "APPROVE", "comment", "Protocol, linkage and data level are adequate.");
        Answer own = rosalind.post("/data-use-requests/" + id + "/decision", approve);
        teller.refused("clinical-enclave", "rosalind-e deciding on her own request: " + own.problem());
        scene.cast().camille.post("/data-use-requests/" + id + "/review").orThrow();
        scene.cast()
                .camille
                .post("/data-use-requests/" + id + "/decision", approve)
                .orThrow();
        teller.did("camille", "reviewed and approved it for the committee");
    }

    /** Membership comes through Keycloak: it shows in the next token. */
    private void awaitMembership(Person rosalind, String project) {
        for (int attempt = 0; ; attempt++) {
            rosalind.refresh();
            Answer answer = rosalind.get("/projects/" + project);
            if (answer.ok()) {
                teller.did("clinical-enclave", "opened the workspace; its membership is in her token");
                return;
            }
            if (attempt > 60) {
                throw new Unexpected("The membership never came: " + answer.problem());
            }
            pause();
        }
    }

    private static void pause() {
        try {
            Thread.sleep(500);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
