package org.tessera.imaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.tessera.contracts.CatalogueVersion;
import org.tessera.contracts.CohortProfile;
import org.tessera.contracts.Domain;
import org.tessera.contracts.RepresentativenessReport;
import org.tessera.contracts.RepresentativenessReport.Against;
import org.tessera.contracts.RepresentativenessReport.Basis;
import org.tessera.contracts.RepresentativenessReport.CategoryPart;
import org.tessera.contracts.RepresentativenessReport.Distance;
import org.tessera.contracts.RepresentativenessReport.Persons;
import org.tessera.contracts.RepresentativenessReport.Range;
import org.tessera.contracts.Withdrawal;
import org.tessera.testkit.Border;
import org.tessera.testkit.OnRealServers;
import org.tessera.testkit.Tokens;
import org.tessera.testkit.Topics;

@QuarkusTest
@OnRealServers("imaging-commons")
class WithdrawalTest {
    @Test
    void a_withdrawn_case_is_not_found_any_more_like_one_that_never_was() throws IOException {
        Published.version("GONE-", 3);
        JsonPath cohort = Commons.saveCohort(Commons.rosalind(), Published.AP).jsonPath();
        String object =
                Commons.rosalind().get("/cases/GONE-2").jsonPath().getString("imaging_studies[0].series[0].object_id");
        try (Border partner = Border.as("partner-north");
                Border other = Border.as("partner-south")) {
            other.send("partner.imaging-withdrawals.v1", "GONE-1", Withdrawal.of(Domain.IMAGING, "GONE-1"));
            partner.send("partner.imaging-withdrawals.v1", "GONE-2", Withdrawal.of(Domain.IMAGING, "GONE-2"));
        }
        Awaitility.await()
                .atMost(Duration.ofMinutes(2))
                .untilAsserted(
                        () -> Commons.rosalind().get("/cases/GONE-2").then().statusCode(404));
        Commons.rosalind().get("/ga4gh/drs/v1/objects/" + object).then().statusCode(404);
        Commons.rosalind().get("/files/" + object).then().statusCode(404);
        Commons.rosalind().get("/cases/GONE-1").then().statusCode(200);
        Commons.rosalind()
                .get("/cohorts/" + cohort.getString("id"))
                .then()
                .body("subjects", equalTo(cohort.getInt("subjects") - 1));
        assertThat(Commons.rosalind()
                        .get("/cohorts/" + cohort.getString("id") + "/manifest")
                        .asString())
                .doesNotContain("GONE-2")
                .contains("GONE-1");
        Commons.submit(BundleFixture.cases("GONE-", 3))
                .then()
                .statusCode(201)
                .body("errors.reason", org.hamcrest.Matchers.hasItem("submitter_id: the case was withdrawn"));
        String next = Published.version("LATER-", 1);
        CatalogueVersion message = Topics.await(
                        "commons.catalogue.v1",
                        CatalogueVersion.class,
                        found -> found.version().equals(next))
                .payload();
        assertThat(Published.cases(message.transfer()))
                .noneMatch(found -> found.submitterId().value().equals("GONE-2"));
    }

    @Test
    void a_profile_is_sent_and_its_report_shown_to_its_owner_only() {
        Published.version("PROF-", 2);
        String cohort =
                Commons.saveCohort(Commons.rosalind(), Published.AP).jsonPath().getString("id");
        String profile = Commons.rosalind()
                .post("/cohorts/" + cohort + "/profile")
                .then()
                .statusCode(202)
                .extract()
                .path("profileId");
        CohortProfile sent = Topics.await(
                        "commons.cohort-profiles.v1",
                        CohortProfile.class,
                        found -> found.profileId().toString().equals(profile))
                .payload();
        assertThat(sent.owner()).isEqualTo(Tokens.subject("commons", "rosalind"));
        try (Border service = Border.as("representativeness-service")) {
            Distance before = new Distance("sex", "raw", 0.1, 0.1);
            for (Distance distance : List.of(before, new Distance("sex", "raw", 0.25, 0.5, basis()))) {
                service.send(
                        "representativeness.commons-reports.v1",
                        profile,
                        new RepresentativenessReport(
                                sent.profileId(),
                                distance.basis() == null ? "before" : "cdc",
                                "midrc-cdc/1",
                                List.of(distance)));
            }
        }
        Awaitility.await()
                .atMost(Duration.ofMinutes(2))
                .untilAsserted(() -> Commons.rosalind()
                        .get("/representativeness-reports?limit=200")
                        .then()
                        .statusCode(200)
                        .body(reportOn(profile, "before") + "low", equalTo(0.1f))
                        .body(reportOn(profile, "before") + "basis", nullValue())
                        .body(reportOn(profile, "cdc") + "basis.base", equalTo("2"))
                        .body(reportOn(profile, "cdc") + "basis.reference.version", equalTo("1"))
                        .body(reportOn(profile, "cdc") + "basis.persons.atLeast", equalTo(40))
                        .body(reportOn(profile, "cdc") + "basis.categories[0].contribution.high", equalTo(0.5f)));
        Commons.barbara()
                .get("/representativeness-reports?limit=200")
                .then()
                .body("items.profileId", org.hamcrest.Matchers.not(org.hamcrest.Matchers.hasItem(profile)));
    }

    private static String reportOn(String profile, String reference) {
        return "items.find { it.profileId == '%s' && it.reference == '%s' }.distances[0]."
                .formatted(profile, reference);
    }

    private static Basis basis() {
        return new Basis(
                "2",
                new Against("1", null),
                Persons.exactly(40),
                List.of(new CategoryPart("Female", Persons.exactly(40), new Range(1, 1), 0.5, new Range(0.25, 0.5))));
    }
}
