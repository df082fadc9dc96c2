package org.tessera.endtoend.journey;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Step 5: the enclave asks the broker to link two releases, and keeps what concerns the project. */
final class Matching {
    private static final List<String> OVER = List.of("ACTIVE", "FAILED", "CANCELLED", "REVOKED", "EXPIRED");

    private final Scene scene;
    private final Teller teller;

    Matching(Scene scene) {
        this.scene = scene;
        this.teller = scene.teller();
    }

    /** Whether there is a match table now. */
    boolean match() {
        teller.step("5. The broker links the two releases; only the workspace keeps the pairs, as aliases");
        Person rosalind = scene.cast().rosalindAtEnclave;
        String project = scene.facts().noted("project").orElseThrow();
        String path = "/projects/" + project + "/match-requests";
        Answer asked = rosalind.post(
                path, Map.of("clinicalRelease", Scene.CLINICAL_RELEASE, "catalogueVersion", Scene.IMAGING_RELEASE));
        if (!asked.ok()) {
            teller.refused("clinical-enclave", asked.problem());
            return false;
        }
        teller.did("rosalind-e", "asked for a match: it names two releases, no person and no cohort");
        JsonNode request = rosalind.await(
                path + "/" + asked.json().path("id").asText(),
                "the match",
                answer -> OVER.contains(answer.path("state").asText()));
        scene.tellCrossings();
        tellRuns();
        if (!request.path("state").asText().equals("ACTIVE")) {
            teller.refused(
                    "honest-broker",
                    request.path("state").asText() + " "
                            + request.path("reason").asText(""));
            return false;
        }
        tellTable(rosalind, project);
        return true;
    }

    private void tellRuns() {
        for (JsonNode run : Scene.all(scene.cast().oper, "/match-runs")) {
            teller.found(
                    "honest-broker",
                    "operator sees buckets only: " + run.path("outcomes") + " in "
                            + run.path("seconds").asText() + " s");
        }
    }

    private void tellTable(Person rosalind, String project) {
        Map<String, Long> persons = new TreeMap<>();
        Map<String, Long> cases = new TreeMap<>();
        for (JsonNode row : Scene.all(rosalind, "/projects/" + project + "/match-table")) {
            String outcome = row.path("outcome").asText();
            persons.merge(outcome, 1L, Long::sum);
            cases.merge(outcome, (long) row.path("subjects").size(), Long::sum);
        }
        persons.forEach((outcome, count) -> {
            scene.facts().count("persons linked " + outcome, count);
            scene.facts().count("cases linked " + outcome, cases.getOrDefault(outcome, 0L));
            teller.inside("workspace", outcome + ": " + count + " persons, " + cases.get(outcome) + " cases");
        });
        if (persons.isEmpty()) {
            teller.inside("workspace", "nobody is in both releases");
        }
    }
}
