package org.tessera.endtoend.journey;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;
import java.util.Map;

/** Step 8: in the workspace, by the protocol: alignment, indicators, models. */
final class Study {
    private final Scene scene;
    private final Teller teller;

    Study(Scene scene) {
        this.scene = scene;
        this.teller = scene.teller();
    }

    void analyse() {
        teller.step("8. In the workspace, by the protocol: interval alignment, indicators, three models");
        Person rosalind = scene.cast().rosalindAtEnclave;
        String base = "/projects/" + scene.facts().noted("project").orElseThrow();
        Answer aligned = rosalind.post(base + "/alignments", Map.of());
        if (!aligned.ok()) {
            teller.refused("workspace", aligned.problem());
            return;
        }
        JsonNode alignment = scene.facts().keep("alignment", aligned.json());
        scene.facts().note("alignment", alignment.path("id").asText());
        tellFunnel(alignment);
        Answer analysed = rosalind.post(
                base + "/analyses", Map.of("alignmentId", alignment.path("id").asText()));
        if (!analysed.ok()) {
            teller.refused("workspace", analysed.problem());
            return;
        }
        JsonNode analysis = scene.facts().keep("analysis", analysed.json());
        scene.facts().note("analysis", analysis.path("id").asText());
        analysis.path("models").forEach(this::tellModel);
    }

    private void tellFunnel(JsonNode alignment) {
        for (JsonNode stage : alignment.path("stages")) {
            teller.inside(
                    "workspace",
                    String.format(
                            Locale.ROOT,
                            "%-34s %6d persons %6d studies %6d images",
                            stage.path("name").asText(),
                            stage.path("persons").asLong(),
                            stage.path("studies").asLong(),
                            stage.path("images").asLong()));
            scene.facts()
                    .count(
                            "persons, " + stage.path("name").asText(),
                            stage.path("persons").asLong());
        }
        for (JsonNode excluded : alignment.path("funnel")) {
            scene.facts()
                    .count(
                            "verdict " + excluded.path("verdict").asText(),
                            excluded.path("persons").asLong());
        }
    }

    private void tellModel(JsonNode model) {
        String name = model.path("name").asText();
        if (!model.path("state").asText().equals("ESTIMATED")) {
            teller.inside(
                    "workspace",
                    name + ": no estimate, " + model.path("sentence").asText());
            return;
        }
        StringBuilder text = new StringBuilder(name).append(": ");
        for (JsonNode coefficient : model.path("coefficients")) {
            if (!coefficient.path("name").asText().equals("(Intercept)")) {
                text.append(String.format(
                        Locale.ROOT,
                        "%s OR %.2f (%.2f-%.2f)  ",
                        coefficient.path("name").asText(),
                        coefficient.path("oddsRatio").asDouble(),
                        coefficient.path("low").asDouble(),
                        coefficient.path("high").asDouble()));
            }
        }
        text.append(String.format(
                Locale.ROOT,
                "AUC %.2f (%.2f-%.2f)",
                model.at("/auc/value").asDouble(),
                model.at("/auc/low").asDouble(),
                model.at("/auc/high").asDouble()));
        teller.inside("workspace", text.toString());
    }
}
