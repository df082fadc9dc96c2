package org.tessera.representativeness.subgroup;

import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.tessera.contracts.CohortProfile;
import org.tessera.contracts.Count;
import org.tessera.contracts.ProfileId;
import org.tessera.contracts.SubgroupReport;
import org.tessera.contracts.SubgroupReport.Estimate;
import org.tessera.contracts.SubgroupReport.Performance;
import org.tessera.contracts.SubgroupReport.Subgroup;
import org.tessera.contracts.SubgroupReportId;
import org.tessera.representativeness.Asking;
import org.tessera.testkit.Border;
import org.tessera.testkit.OnRealServers;
import org.tessera.testkit.Tokens;

@QuarkusTest
@OnRealServers("representativeness-service")
class SubgroupReportsTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    @Test
    void a_subgroup_report_is_shown_beside_the_distances_of_its_cohort_to_the_account_it_names_and_to_nobody_else() {
        String label = "A study " + UUID.randomUUID().toString().substring(0, 4);
        send(label);

        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> readBy("rosalind")
                        .body("items.find { it.label == '%s' }.distances".formatted(label), hasSize(3)));
        String mine = "items.find { it.label == '%s' }.".formatted(label);
        readBy("rosalind")
                .body(mine + "overall.auc.value", equalTo(0.74f))
                .body(mine + "subgroups[0].performance.calibrationSlope.low", equalTo(0.4f))
                .body(mine + "subgroups[1].withheld", equalTo("few-persons"))
                .body(mine + "subgroups[1].performance", nullValue())
                .body(mine + "distances.distances.flatten().attribute", hasItem("sex"));
        readBy("barbara").body("items.label", not(hasItem(label)));
    }

    @Test
    void a_page_that_cannot_be_is_a_problem() {
        Asking.by("rosalind")
                .get("subgroup-reports?limit=0")
                .then()
                .statusCode(400)
                .body("kind", equalTo("page-unusable"));
    }

    private static ValidatableResponse readBy(String account) {
        return Asking.by(account).get("subgroup-reports?limit=200").then().statusCode(200);
    }

    private static void send(String label) {
        ProfileId profile = ProfileId.random();
        Performance performance = new Performance(
                100,
                new Estimate(0.74, 0.67, 0.81),
                new Estimate(1, 0.8, 1.2),
                new Estimate(0, -0.3, 0.3),
                new Estimate(0.9, 0.4, 1.4));
        SubgroupReport report = new SubgroupReport(
                SubgroupReportId.random(),
                profile,
                Tokens.subject("commons", "rosalind"),
                label,
                NOW,
                "severe",
                "combined",
                performance,
                List.of(
                        new Subgroup("sex", "Female", performance, null),
                        new Subgroup("manufacturer", "FUJIFILM", null, "few-persons")));
        try (Border border = Border.as("clinical-enclave")) {
            border.send(
                    "enclave.cohort-profiles.v1",
                    profile.toString(),
                    new CohortProfile(
                            profile,
                            "final-cohort",
                            label,
                            null,
                            NOW,
                            Count.of(130),
                            Map.of("sex", Map.of("Female", Count.of(70), "Male", Count.of(60)))));
            border.send("enclave.subgroup-reports.v1", report.reportId().toString(), report);
        }
    }
}
