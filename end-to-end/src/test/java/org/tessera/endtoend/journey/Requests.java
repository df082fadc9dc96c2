package org.tessera.endtoend.journey;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;

/** What the researcher asks of the domains again and again: a match in her project, a report on her cohort. */
final class Requests {
    private final Scene scene;
    private final Person member;

    Requests(Scene scene) {
        this.scene = scene;
        this.member = scene.cast().rosalindAtEnclave;
    }

    private String project() {
        return "/projects/" + scene.facts().noted("project").orElseThrow();
    }

    private String path(String match) {
        return project() + "/match-requests/" + match;
    }

    /** Asks for a match. */
    String match() {
        return member.post(
                        project() + "/match-requests",
                        Map.of("clinicalRelease", Scene.CLINICAL_RELEASE, "catalogueVersion", Scene.IMAGING_RELEASE))
                .orThrow()
                .json()
                .path("id")
                .asText();
    }

    /** Asks for a match that becomes the project's. */
    String activeMatch() {
        String match = match();
        awaitMatch(match, "ACTIVE");
        return match;
    }

    void awaitMatch(String match, String state) {
        member.await(
                path(match),
                "a match that is " + state,
                answer -> answer.path("state").asText().equals(state));
    }

    String stateOf(String match) {
        return member.get(path(match)).orThrow().json().path("state").asText();
    }

    boolean knows(String match) {
        return member.get(path(match)).status() != 404;
    }

    List<JsonNode> matchTable() {
        return Scene.all(member, project() + "/match-table");
    }

    /** Sends the profile of the journey's cohort to be reported on. */
    String profile() {
        return scene.cast()
                .rosalind
                .post("/cohorts/" + scene.facts().noted("cohort").orElseThrow() + "/profile")
                .orThrow()
                .json()
                .path("profileId")
                .asText();
    }

    void awaitReports(String profile) {
        scene.cast()
                .rosalind
                .await(
                        "/representativeness-reports?limit=1",
                        "reports",
                        any -> Scene.all(scene.cast().rosalind, "/representativeness-reports").stream()
                                .anyMatch(report ->
                                        report.path("profileId").asText().equals(profile)));
    }
}
