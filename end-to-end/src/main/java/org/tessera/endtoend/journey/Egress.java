package org.tessera.endtoend.journey;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A download request from its draft to the bytes: frozen, checked, reviewed by two who are blind to each other, released. */
final class Egress {
    private final Scene scene;
    private final Teller teller;

    Egress(Scene scene) {
        this.scene = scene;
        this.teller = scene.teller();
    }

    /** One resource that is asked for. */
    static Map<String, Object> wanted(String kind, Map<String, String> parameters) {
        return Map.of("kind", kind, "parameters", parameters);
    }

    /** Whether it was released; every refusal is told with its reason. */
    boolean release(String title, List<Map<String, Object>> resources) {
        Person author = scene.cast().rosalindAtEnclave;
        String project = scene.facts().noted("project").orElseThrow();
        Answer draft = author.post(
                "/projects/" + project + "/download-requests", Map.of("title", title, "resources", resources));
        if (!draft.ok()) {
            teller.refused("clinical-enclave", title + ": " + draft.problem());
            return false;
        }
        String path = "/download-requests/" + draft.json().path("id").asText();
        Answer submitted = author.post(path + "/submit");
        if (!submitted.ok()) {
            teller.refused("clinical-enclave", title + ": " + submitted.problem());
            return false;
        }
        tellFindings(title, submitted.json());
        if (!submitted.json().path("state").asText().equals("CHECKED")) {
            return false;
        }
        return review(title, path);
    }

    private void tellFindings(String title, JsonNode request) {
        teller.did(
                "rosalind-e",
                "asks to take out \"" + title + "\": " + request.path("state").asText() + ", check says "
                        + request.path("verdict").asText());
        Map<String, List<JsonNode>> byRule = new LinkedHashMap<>();
        request.path("findings")
                .forEach(finding -> byRule.computeIfAbsent(finding.path("rule").asText(), rule -> new ArrayList<>())
                        .add(finding));
        byRule.values().forEach(this::tellRule);
    }

    /** The rule; its first finding, and how many more there are, is seen inside: it names cells, which no one released. */
    private void tellRule(List<JsonNode> findings) {
        JsonNode first = findings.getFirst();
        String rule = "rule \"" + first.path("rule").asText() + "\"";
        if (first.path("verdict").asText().equals("REJECT")) {
            teller.refused("disclosure check", rule + " keeps it in");
        } else {
            teller.found("disclosure check", rule + " asks the reviewers to look");
        }
        teller.inside(
                "disclosure check",
                first.path("sentence").asText()
                        + (findings.size() == 1 ? "" : " (" + (findings.size() - 1) + " more of this rule)"));
    }

    private boolean review(String title, String path) {
        Map<String, String> approve = Map.of("verdict", "APPROVE", "comment", "Looked at every cell.");
        for (Person reviewer : List.of(scene.cast().oscar, scene.cast().olivia)) {
            Answer vote = reviewer.post(path + "/reviews", approve);
            if (!vote.ok()) {
                teller.refused("clinical-enclave", title + ", review by " + reviewer.user() + ": " + vote.problem());
                return false;
            }
        }
        Answer released = scene.cast().adele.post(path + "/release");
        if (!released.ok() || !released.json().path("state").asText().equals("RELEASED")) {
            teller.refused("clinical-enclave", title + ": " + released.problem());
            return false;
        }
        teller.did("oscar, olivia", "approved it, blind to each other; adele released it");
        for (JsonNode file : released.json().path("files")) {
            fetch(path, file);
        }
        return true;
    }

    private void fetch(String path, JsonNode file) {
        String name = file.path("name").asText();
        Answer bytes =
                scene.cast().rosalindAtEnclave.get(path + "/resources/" + name).orThrow();
        scene.facts().release(name, scene.keep("released/" + name, bytes.body()));
        teller.found(
                "rosalind-e",
                "took out " + name + ", " + bytes.body().length + " bytes, "
                        + file.path("digest").asText());
    }
}
