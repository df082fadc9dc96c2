package org.tessera.endtoend.journey;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;

/** Step 3: the researcher explores the commons, saves a cohort and asks whether it is feasible. */
final class Exploration {
    private static final Map<String, Object> ELIGIBLE = Map.of(
            "studyModality", List.of("CR", "DX"),
            "viewPosition", List.of("AP"),
            "daysAfterPositiveTest", Map.of("min", 0, "max", 7));

    private final Scene scene;
    private final Teller teller;

    Exploration(Scene scene) {
        this.scene = scene;
        this.teller = scene.teller();
    }

    /** What she filters by: chest radiographs, AP, 0 to 7 days after a positive test. */
    static Map<String, Object> filter() {
        return ELIGIBLE;
    }

    void explore() {
        teller.step("3. A researcher explores, saves a cohort and asks for feasibility");
        Person rosalind = scene.cast().rosalind;
        JsonNode cohort = save("chest radiographs, AP, 0..7 days after a positive test", ELIGIBLE);
        scene.facts().note("cohort", cohort.path("id").asText());
        scene.facts()
                .count("subjects in the saved cohort", cohort.path("subjects").asLong());
        scene.facts().count("images in the saved cohort", cohort.path("images").asLong());
        feasibility("the saved cohort", cohort);
        feasibility("everybody", save("every case", Map.of()));
        feasibility(
                "a cohort of one day",
                save(
                        "only the day of the test itself",
                        Map.of(
                                "viewPosition", List.of("AP"),
                                "sex", List.of("Female"),
                                "daysAfterPositiveTest", Map.of("min", 0, "max", 0))));
        Answer profile = rosalind.post("/cohorts/" + cohort.path("id").asText() + "/profile");
        if (profile.ok()) {
            teller.did("rosalind", "sent the profile of her cohort (counts per category) for representativeness");
        } else {
            teller.refused("imaging-commons", profile.problem());
        }
        scene.tellCrossings();
    }

    private JsonNode save(String name, Map<String, Object> filter) {
        JsonNode cohort = scene.cast()
                .rosalind
                .post("/cohorts", Map.of("name", name, "filter", filter))
                .orThrow()
                .json();
        teller.did(
                "rosalind",
                "saved \"" + name + "\": " + cohort.path("subjects").asText() + " subjects, "
                        + cohort.path("studies").asText() + " studies, "
                        + cohort.path("images").asText() + " images");
        return cohort;
    }

    private void feasibility(String what, JsonNode cohort) {
        Person rosalind = scene.cast().rosalind;
        Answer asked = rosalind.post("/cohorts/" + cohort.path("id").asText() + "/feasibility-requests");
        if (!asked.ok()) {
            teller.refused("imaging-commons", "feasibility of " + what + ": " + asked.problem());
            return;
        }
        JsonNode answer = rosalind.await(
                "/feasibility-requests/" + asked.json().path("id").asText(),
                "a feasibility answer",
                request -> !List.of("REQUESTED", "SUBMITTED", "SENT", "WAITING", "ASKED")
                        .contains(request.path("state").asText()));
        String state = answer.path("state").asText();
        String atLeast = answer.path("atLeast").asText("");
        String reason = answer.path("reason").asText("");
        if (state.equals("REFUSED") || state.equals("FAILED")) {
            teller.refused("honest-broker", "feasibility of " + what + ": " + reason);
        } else {
            teller.found(
                    "honest-broker",
                    "of " + what + " have clinical data: "
                            + (atLeast.isEmpty() || atLeast.equals("null") ? state : "at least " + atLeast));
        }
    }
}
