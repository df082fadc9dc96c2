package org.tessera.enclave.review;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;
import static org.tessera.enclave.review.People.ok;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.tessera.contracts.CohortProfile;
import org.tessera.contracts.ContractJson;
import org.tessera.contracts.ProfileId;
import org.tessera.contracts.ReleaseRecall;
import org.tessera.contracts.RepresentativenessReport;
import org.tessera.contracts.RepresentativenessReport.Against;
import org.tessera.contracts.RepresentativenessReport.Basis;
import org.tessera.contracts.RepresentativenessReport.CategoryPart;
import org.tessera.contracts.RepresentativenessReport.Distance;
import org.tessera.contracts.RepresentativenessReport.Persons;
import org.tessera.contracts.RepresentativenessReport.Range;
import org.tessera.enclave.approval.ProjectId;
import org.tessera.enclave.download.ReleasedProfiles;
import org.tessera.testkit.Border;
import org.tessera.testkit.OnRealServers;
import org.tessera.testkit.Topics;

@QuarkusTest
@OnRealServers("clinical-enclave")
class RecallOverTheBorderTest {
    private static final String PROFILES = "enclave.cohort-profiles.v1";

    @Inject
    ReleasedProfiles profiles;

    @Test
    void what_was_recalled_is_taken_back_over_the_border_and_shown_no_longer_here() throws Exception {
        var people = new People();
        var project = people.projectOf(people.approvedRequest());
        var earlier = profileOf(people, released(people, project));
        var request = released(people, project);
        var profile = profileOf(people, request);
        assertThat(latest(project)).contains(profile);
        Topics.await(PROFILES, CohortProfile.class, sent -> sent.profileId().equals(profile));
        answer(profile);
        await().atMost(Duration.ofMinutes(2))
                .untilAsserted(() -> people.rosalind(project)
                        .get("/representativeness-reports")
                        .then()
                        .statusCode(200)
                        .body(reportOn(profile, "before") + "low", equalTo(0.1f))
                        .body(reportOn(profile, "before") + "basis", nullValue())
                        .body(reportOn(profile, "us-census") + "basis.base", equalTo("2"))
                        .body(reportOn(profile, "us-census") + "basis.persons.atMost", equalTo(40))
                        .body(reportOn(profile, "us-census") + "basis.reference.version", equalTo("1"))
                        .body(reportOn(profile, "us-census") + "basis.categories[0].contribution.low", equalTo(0.25f)));

        people.adele()
                .body(Map.of("comment", "a mistake"))
                .post("/download-requests/" + request + "/recall")
                .then()
                .statusCode(200)
                .body("state", equalTo("RECALLED"));

        Topics.await(PROFILES, ReleaseRecall.class, sent -> sent.releasedId().equals(profile.value()));
        people.rosalind(project)
                .get("/representativeness-reports")
                .then()
                .statusCode(200)
                .body("items.findAll { it.profileId == '%s' }".formatted(profile), empty());
        assertThat(latest(project)).contains(earlier);
    }

    private Optional<ProfileId> latest(String project) {
        return profiles.latest(new ProjectId(UUID.fromString(project)), "final-cohort");
    }

    private static ProfileId profileOf(People people, String request) throws IOException {
        return ContractJson.read(
                        people.rosalind()
                                .get("/download-requests/" + request + "/resources/profile.json")
                                .asString(),
                        CohortProfile.class)
                .profileId();
    }

    private static String released(People people, String project) {
        var wanted = Map.of(
                "title",
                "A profile",
                "resources",
                List.of(Map.of("kind", "profile-of-the-test", "parameters", Map.of())));
        String id = ok(
                people.rosalind(project).body(wanted).post("/projects/" + project + "/download-requests"), 201, "id");
        String path = "/download-requests/" + id;
        ok(people.rosalind(project).post(path + "/submit"), 200, "state");
        for (var reviewer : List.of(people.oscar(), people.olivia())) {
            ok(reviewer.body(Map.of("verdict", "APPROVE", "comment", "fine")).post(path + "/reviews"), 200, "state");
        }
        people.adele().post(path + "/release").then().statusCode(200).body("state", equalTo("RELEASED"));
        return id;
    }

    private static void answer(ProfileId profile) {
        try (var service = Border.as("representativeness-service")) {
            Distance before = new Distance("sex", "raw", 0.1, 0.1);
            var basis = new Basis(
                    "2",
                    new Against("1", null),
                    Persons.exactly(40),
                    List.of(new CategoryPart(
                            "Female", Persons.exactly(40), new Range(1, 1), 0.5, new Range(0.25, 0.5))));
            for (Distance distance : List.of(before, new Distance("sex", "raw", 0.25, 0.5, basis))) {
                service.send(
                        "representativeness.enclave-reports.v1",
                        profile.toString(),
                        new RepresentativenessReport(
                                profile,
                                distance.basis() == null ? "before" : "us-census",
                                "usual/1",
                                List.of(distance)));
            }
        }
    }

    private static String reportOn(ProfileId profile, String reference) {
        return "items.find { it.profileId == '%s' && it.reference == '%s' }.distances[0]."
                .formatted(profile, reference);
    }
}
