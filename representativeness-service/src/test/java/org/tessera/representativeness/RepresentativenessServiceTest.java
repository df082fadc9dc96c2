package org.tessera.representativeness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.tessera.contracts.CohortProfile;
import org.tessera.contracts.Count;
import org.tessera.contracts.ProfileId;
import org.tessera.contracts.RepresentativenessReport;
import org.tessera.testkit.Border;
import org.tessera.testkit.Crossed;
import org.tessera.testkit.OnRealServers;
import org.tessera.testkit.Tokens;
import org.tessera.testkit.Topics;

@QuarkusTest
@OnRealServers("representativeness-service")
class RepresentativenessServiceTest {
    @Test
    void a_profile_of_the_commons_is_reported_to_the_commons_and_shown_to_its_owner_only() {
        String owner = Tokens.subject("commons", "rosalind");
        ProfileId id = sendProfile("imaging-commons", "commons.cohort-profiles.v1", owner);

        assertThat(reports("representativeness.commons-reports.v1", id))
                .hasSize(3)
                .allSatisfy(report -> assertThat(report.distances())
                        .extracting(RepresentativenessReport.Distance::attribute)
                        .contains("sex", "race"));
        readBy("rosalind").body("items.report.profileId", hasItem(id.toString()));
        readBy("barbara").body("items.report.profileId", not(hasItem(id.toString())));
        String profile = "items.find { it.profileId == '" + id + "' }.";
        readBy("rosalind", "profiles")
                .body(profile + "counts.persons.exact", equalTo(130))
                .body(profile + "counts.attributes.race.White.exact", equalTo(100))
                .body(profile + "counts.attributes.race.Asian.fewerThan", equalTo(20));
        readBy("barbara", "profiles").body("items.profileId", not(hasItem(id.toString())));
    }

    @Test
    void a_profile_of_the_enclave_is_reported_to_the_enclave_and_to_nobody_else() {
        ProfileId id = sendProfile("clinical-enclave", "enclave.cohort-profiles.v1", null);

        assertThat(reports("representativeness.enclave-reports.v1", id)).hasSize(3);
        assertThat(sent("representativeness.commons-reports.v1"))
                .noneMatch(report -> report.profileId().equals(id));
        readBy("rosalind").body("items.report.profileId", not(hasItem(id.toString())));
        readBy("rosalind", "profiles").body("items.profileId", not(hasItem(id.toString())));
    }

    @Test
    void an_open_small_count_of_the_enclave_goes_to_quarantine_and_gets_no_report() {
        ProfileId id = sendProfile("clinical-enclave", "enclave.cohort-profiles.v1", null, Count.of(7));

        Awaitility.await()
                .atMost(Duration.ofMinutes(2))
                .untilAsserted(() -> Asking.in("curator", "curtis")
                        .get("quarantine")
                        .then()
                        .statusCode(200)
                        .body("items.reason", hasItem("count-below-floor")));
        assertThat(sent("representativeness.enclave-reports.v1"))
                .noneMatch(report -> report.profileId().equals(id));
    }

    @Test
    void nothing_follows_a_page_that_the_last_report_or_profile_fills() {
        ProfileId id =
                sendProfile("imaging-commons", "commons.cohort-profiles.v1", Tokens.subject("commons", "pauline"));
        assertThat(reports("representativeness.commons-reports.v1", id)).hasSize(3);

        for (String list : List.of("reports", "profiles")) {
            int all = readBy("pauline", list)
                    .extract()
                    .jsonPath()
                    .getList("items")
                    .size();
            Asking.by("pauline")
                    .queryParam("limit", all)
                    .get(list)
                    .then()
                    .statusCode(200)
                    .body("items", hasSize(all))
                    .body("next", nullValue());
        }
    }

    @Test
    void a_reference_that_is_not_there_is_a_problem() {
        Asking.by("rosalind").get("references/nowhere").then().statusCode(404).contentType("application/problem+json");
    }

    @Test
    void references_come_with_their_provenance_and_alignments_with_every_spelling() {
        Asking.by("rosalind")
                .get("references")
                .then()
                .statusCode(200)
                .body("items.name", hasItem("cdc-cumulative-by-month"))
                .body("items.find { it.name == 'us-census' }.definition", containsString("another definition"));
        Asking.by("rosalind")
                .get("references/cdc-cumulative-by-month/1")
                .then()
                .statusCode(200)
                .body("snapshots.sex", hasSize(39))
                .body("summary.attributes.find { it.attribute == 'sex' }.to", equalTo("2023-03-31"));
        Asking.by("rosalind").get("alignments").then().statusCode(200).body("items", hasSize(5));
    }

    private static io.restassured.response.ValidatableResponse readBy(String account) {
        return readBy(account, "reports");
    }

    private static io.restassured.response.ValidatableResponse readBy(String account, String list) {
        return Asking.by(account).queryParam("limit", 200).get(list).then().statusCode(200);
    }

    private static List<RepresentativenessReport> reports(String channel, ProfileId id) {
        return Awaitility.await()
                .atMost(Duration.ofMinutes(2))
                .until(
                        () -> sent(channel).stream()
                                .filter(report -> report.profileId().equals(id))
                                .toList(),
                        found -> found.size() >= 3);
    }

    private static List<RepresentativenessReport> sent(String channel) {
        return Topics.read(channel, RepresentativenessReport.class).stream()
                .map(Crossed::payload)
                .toList();
    }

    private static ProfileId sendProfile(String writer, String channel, @Nullable String owner) {
        return sendProfile(writer, channel, owner, Count.suppressed());
    }

    private static ProfileId sendProfile(String writer, String channel, @Nullable String owner, Count others) {
        CohortProfile profile = new CohortProfile(
                ProfileId.random(),
                "saved-cohort",
                "A cohort",
                owner,
                Instant.parse("2026-01-01T00:00:00Z"),
                Count.of(130),
                Map.of(
                        "sex", Map.of("Female", Count.of(70), "Male", Count.of(60)),
                        "race",
                                Map.of(
                                        "Asian", Count.suppressed(),
                                        "Other", others,
                                        "White", Count.of(100))));
        try (Border border = Border.as(writer)) {
            border.send(channel, profile.profileId().toString(), profile);
        }
        return profile.profileId();
    }
}
