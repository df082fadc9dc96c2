package org.tessera.representativeness;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.path.json.config.JsonPathConfig;
import io.restassured.path.json.config.JsonPathConfig.NumberReturnType;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
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
    private static final String QUESTION = """
            {"attribute": "sex", "reference": "cdc-2020-03_2021-06-as-published",
             "cohort": {"Female": {"exact": 1141}, "Male": {"exact": 983}}}""";

    @Test
    void distances_are_those_of_the_paper() {
        JsonPath answer = asked(QUESTION)
                .statusCode(200)
                .body("alignment", equalTo("midrc-cdc/1"))
                .body("persons.atLeast", equalTo(2124))
                .extract()
                .jsonPath(JsonPathConfig.jsonPathConfig().numberReturnType(NumberReturnType.DOUBLE));
        assertThat(answer.getDouble("raw.low")).isCloseTo(0.14461190833826693, within(1e-10));
        assertThat(answer.getDouble("adjusted.low")).isCloseTo(0.011262563547580852, within(1e-10));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"attribute\": \"sex\"}",
                "{\"attribute\": \"sex\", \"reference\": \"nowhere\", \"cohort\": {}}",
                "{\"attribute\": \"shoe\", \"reference\": \"cdc-2020-03-as-published\", \"cohort\": {}}",
                "{\"attribute\": \"sex\", \"reference\": \"cdc-2020-03-as-published\", \"cohort\": {}}",
                "{\"attribute\": \"sex\", \"reference\": \"cdc-2020-03-as-published\", \"cohort\": {\"Femal\": {\"exact\": 3}}}",
                "{\"attribute\": \"sex\", \"reference\": \"cdc-2020-03-as-published\", \"cohort\": {\"Female\": {\"exact\": -3}}}",
                "{\"attribute\": \"sex\", \"reference\": \"cdc-2020-03-as-published\", \"cohort\": {\"Female\": null}}",
                "{\"attribute\": \"sex\", \"reference\": \"cdc-2020-03-as-published\","
                        + " \"cohort\": {\"Female\": {\"exact\": 3}}, \"persons\": {\"exact\": 2}}",
                "not json"
            })
    void a_question_that_cannot_be_answered_is_a_problem_with_its_reason(String question) {
        asked(question)
                .statusCode(400)
                .contentType("application/problem+json")
                .body("type", containsString("urn:tessera:problem:"))
                .body("detail", not(containsString("Exception")));
    }

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
    }

    @Test
    void a_profile_of_the_enclave_is_reported_to_the_enclave_and_to_nobody_else() {
        ProfileId id = sendProfile("clinical-enclave", "enclave.cohort-profiles.v1", null);

        assertThat(reports("representativeness.enclave-reports.v1", id)).hasSize(3);
        assertThat(sent("representativeness.commons-reports.v1"))
                .noneMatch(report -> report.profileId().equals(id));
        readBy("rosalind").body("items.report.profileId", not(hasItem(id.toString())));
    }

    @ParameterizedTest
    @ValueSource(strings = {"references", "references/cdc-2020-03-as-published", "alignments", "reports"})
    void reading_needs_a_registered_account_of_the_commons(String path) {
        given().auth()
                .oauth2(Tokens.of("commons", "rosalind", "registered"))
                .get(path)
                .then()
                .statusCode(200);
        given().auth()
                .oauth2(Tokens.of("commons", "audrey", "auditor"))
                .get(path)
                .then()
                .statusCode(403);
        given().auth()
                .oauth2(Tokens.of("enclave", "dorothy", "registered"))
                .get(path)
                .then()
                .statusCode(401);
        given().auth()
                .oauth2(Tokens.expired("commons", "rosalind", "registered"))
                .get(path)
                .then()
                .statusCode(401);
        given().auth()
                .oauth2(Tokens.unsigned("commons", "rosalind", "registered"))
                .get(path)
                .then()
                .statusCode(401);
        given().get(path).then().statusCode(401);
    }

    @Test
    void asking_for_a_distance_needs_a_registered_account_of_the_commons() {
        for (String token : List.of(
                Tokens.of("enclave", "rosalind-e", "researcher"),
                Tokens.forAnotherAudience("commons", "x", "registered"))) {
            given().auth()
                    .oauth2(token)
                    .contentType(ContentType.JSON)
                    .body(QUESTION)
                    .post("distances")
                    .then()
                    .statusCode(401);
        }
        given().auth()
                .oauth2(Tokens.of("commons", "curtis", "curator"))
                .contentType(ContentType.JSON)
                .body(QUESTION)
                .post("distances")
                .then()
                .statusCode(403);
    }

    @Test
    void a_reference_that_is_not_there_is_a_problem() {
        given().auth()
                .oauth2(Tokens.of("commons", "rosalind", "registered"))
                .get("references/nowhere")
                .then()
                .statusCode(404)
                .contentType("application/problem+json");
    }

    private static io.restassured.response.ValidatableResponse asked(String question) {
        return given().auth()
                .oauth2(Tokens.of("commons", "rosalind", "registered"))
                .contentType(ContentType.JSON)
                .body(question)
                .post("distances")
                .then();
    }

    private static io.restassured.response.ValidatableResponse readBy(String account) {
        return given().auth()
                .oauth2(Tokens.of("commons", account, "registered"))
                .queryParam("limit", 200)
                .get("reports")
                .then()
                .statusCode(200);
    }

    private static List<RepresentativenessReport> reports(String channel, ProfileId id) {
        return Awaitility.await()
                .atMost(Duration.ofSeconds(30))
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
                                        "Other", Count.suppressed(),
                                        "White", Count.of(100))));
        try (Border border = Border.as(writer)) {
            border.send(channel, profile.profileId().toString(), profile);
        }
        return profile.profileId();
    }
}
