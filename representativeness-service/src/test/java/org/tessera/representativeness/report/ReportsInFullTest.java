package org.tessera.representativeness.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.tessera.contracts.CohortProfile;
import org.tessera.contracts.ContractJson;
import org.tessera.contracts.Count;
import org.tessera.contracts.ProfileId;
import org.tessera.contracts.RepresentativenessReport;
import org.tessera.contracts.RepresentativenessReport.Distance;
import org.tessera.messaging.Sql;
import org.tessera.representativeness.Asking;
import org.tessera.testkit.Border;
import org.tessera.testkit.Crossed;
import org.tessera.testkit.OnRealServers;
import org.tessera.testkit.Topics;

@QuarkusTest
@OnRealServers("representativeness-service")
class ReportsInFullTest {
    @Inject
    Sql sql;

    /** So a report tells nothing that the published counts, the library and arithmetic do not. */
    @Test
    void a_report_on_a_profile_is_the_direct_comparison_of_the_counts_that_it_published() throws IOException {
        CohortProfile profile = profile();
        try (Border border = Border.as("clinical-enclave")) {
            border.send("enclave.cohort-profiles.v1", profile.profileId().toString(), profile);
        }

        for (RepresentativenessReport report : reports(profile.profileId())) {
            List<JsonNode> reported = new ArrayList<>();
            for (Distance distance : report.distances()) {
                reported.add(ContractJson.tree(ContractJson.bytes(distance)));
            }
            assertThat(reported).hasSize(8).containsExactlyInAnyOrderElementsOf(compared(profile, report.reference()));
        }
    }

    @Test
    void a_report_of_before_is_still_shown_though_it_says_not_what_it_was_computed_from() {
        ProfileId id = ProfileId.random();
        sql.update(
                "insert into report (profile_id, reference, origin, stage, label, owner, as_of, report)"
                        + " values (?, 'us-census', 'COMMONS', 'whole-commons', 'Before', null, ?, ?)",
                id.value(),
                Instant.parse("2026-01-01T00:00:00Z"),
                """
                {"profileId": "%s", "reference": "us-census", "alignment": "midrc-cdc/1", "distances":
                    [{"attribute": "sex", "treatment": "raw", "low": 0.25, "high": 0.5}]}""".formatted(id));

        JsonNode shown = ContractJson.mapper()
                .valueToTree(Asking.by("rosalind")
                        .queryParam("limit", 200)
                        .get("reports")
                        .then()
                        .statusCode(200)
                        .extract()
                        .jsonPath()
                        .getMap("items.find { it.report.profileId == '%s' }.report.distances[0]".formatted(id)));
        assertThat(shown.path("high").asDouble()).isEqualTo(0.5);
        assertThat(shown.path("basis").isObject()).isFalse();
    }

    /** What POST /distances answers of the same counts, in the words of a report. */
    private static List<JsonNode> compared(CohortProfile profile, String reference) throws IOException {
        String question =
                """
                {"cohorts": [{"label": "as published", "persons": %s, "attributes": %s}], "references": ["%s"],
                 "settings": {"resamples": 100}}""".formatted(ContractJson.text(profile.persons()), ContractJson.text(profile.attributes()), reference);
        String answer =
                Asking.post("/distances", question).statusCode(200).extract().asString();
        List<JsonNode> distances = new ArrayList<>();
        for (JsonNode comparison : ContractJson.mapper().readTree(answer).path("comparisons")) {
            for (String treatment : List.of("raw", "adjusted")) {
                distances.add(inWordsOfAReport(comparison, treatment));
            }
        }
        return distances;
    }

    private static JsonNode inWordsOfAReport(JsonNode comparison, String treatment) {
        JsonNode distance = comparison.path(treatment);
        var basis = ContractJson.mapper().createObjectNode();
        basis.set("base", comparison.path("base"));
        basis.putObject("reference").set("version", comparison.path("reference").path("version"));
        if (comparison.path("reference").path("persons").isNumber()) {
            basis.withObject("reference")
                    .set("persons", comparison.path("reference").path("persons"));
        }
        basis.set("persons", distance.path("persons"));
        basis.set("categories", distance.path("categories"));
        var report = ContractJson.mapper().createObjectNode();
        report.set("attribute", comparison.path("attribute"));
        report.put("treatment", treatment);
        report.set("low", distance.path("low"));
        report.set("high", distance.path("high"));
        report.set("basis", basis);
        return report;
    }

    /** Of every attribute, with hidden cells, more than one in a category of the comparison, and missing ones. */
    private static CohortProfile profile() {
        return new CohortProfile(
                ProfileId.random(),
                "final-cohort",
                "A cohort",
                null,
                Instant.parse("2026-01-01T00:00:00Z"),
                Count.of(240),
                Map.of(
                        "sex", Map.of("Female", Count.of(130), "Male", Count.of(110)),
                        "race",
                                Map.of(
                                        "Asian", Count.suppressed(),
                                        "Multiple", Count.suppressed(),
                                        "Other", Count.suppressed(),
                                        "White", Count.of(200),
                                        "Not Reported", Count.of(20)),
                        "ethnicity",
                                Map.of(
                                        "Hispanic or Latino",
                                        Count.suppressed(),
                                        "Not Hispanic or Latino",
                                        new Count(null, 240)),
                        "age_at_index", Map.of("18-49", Count.of(100), "50-64", Count.of(60), "65+", Count.of(80))));
    }

    private static List<RepresentativenessReport> reports(ProfileId id) {
        return Awaitility.await()
                .atMost(Duration.ofMinutes(2))
                .until(
                        () ->
                                Topics.read("representativeness.enclave-reports.v1", RepresentativenessReport.class)
                                        .stream()
                                        .map(Crossed::payload)
                                        .filter(report -> report.profileId().equals(id))
                                        .toList(),
                        found -> found.size() >= 3);
    }
}
