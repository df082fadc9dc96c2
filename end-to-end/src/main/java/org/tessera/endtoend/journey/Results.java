package org.tessera.endtoend.journey;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Step 9: results leave by a reviewed request, a recoverable small cell does not. Step 10: how representative it all is. */
final class Results {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> STAGES = List.of("linked", "interval-aligned", "final-cohort");

    private final Scene scene;
    private final Teller teller;

    Results(Scene scene) {
        this.scene = scene;
        this.teller = scene.teller();
    }

    void export() {
        teller.step("9. Results leave by a reviewed request; a table with a recoverable small cell does not");
        Egress egress = new Egress(scene);
        egress.release(
                "characteristics with single cells suppressed",
                List.of(Egress.wanted("characteristics", Map.of("suppress", "primary-only"))));
        egress.release(
                "the exact ROC curve, step by step", List.of(Egress.wanted("roc", Map.of("drawn", "empirical"))));
        egress.release("the funnel", List.of(Egress.wanted("funnel", Map.of())));
        egress.release("characteristics of the cohort", List.of(Egress.wanted("characteristics", Map.of())));
        egress.release("odds ratios and areas", List.of(Egress.wanted("model-results", Map.of())));
        egress.release("smooth ROC curves", List.of(Egress.wanted("roc", Map.of())));
        scene.tellCrossings();
    }

    void distances() {
        teller.step("10. How far every stage of the cohort is from the reference populations");
        Egress egress = new Egress(scene);
        long released = STAGES.stream()
                .filter(stage -> egress.release(
                        "cohort profile, " + stage, List.of(Egress.wanted("cohort-profile", Map.of("stage", stage)))))
                .count();
        ArrayNode reports = JSON.createArrayNode();
        awaitProfiles(scene.cast().rosalind, 2);
        awaitProfiles(scene.cast().rosalindAtEnclave, released);
        Scene.all(scene.cast().rosalind, "/representativeness-reports").forEach(reports::add);
        Scene.all(scene.cast().rosalindAtEnclave, "/representativeness-reports").forEach(reports::add);
        scene.facts().keep("reports", reports);
        reports.forEach(this::tell);
        new Subgroups(scene).release();
        scene.tellCrossings();
    }

    /** Waits until there is a report on every profile that was sent: the whole commons and the saved cohort, or the released. */
    private static void awaitProfiles(Person person, long profiles) {
        person.await(
                "/representativeness-reports",
                "the reports of " + profiles + " profiles",
                page -> new HashSet<>(page.findValuesAsText("profileId")).size() >= profiles);
    }

    private void tell(JsonNode report) {
        StringBuilder text = new StringBuilder(report.path("stage").asText())
                .append(" against ")
                .append(report.path("reference").asText())
                .append(": ");
        for (JsonNode distance : report.path("distances")) {
            if (distance.path("treatment").asText().equals("adjusted")) {
                text.append(distance.path("attribute").asText())
                        .append(' ')
                        .append(interval(distance))
                        .append("  ");
            }
        }
        teller.found("representativeness", text.toString().strip());
    }

    private static String interval(JsonNode distance) {
        double low = distance.path("low").asDouble();
        double high = distance.path("high").asDouble();
        return Math.abs(high - low) < 5e-5
                ? String.format(Locale.ROOT, "%.4f", low)
                : String.format(Locale.ROOT, "%.4f..%.4f", low, high);
    }
}
