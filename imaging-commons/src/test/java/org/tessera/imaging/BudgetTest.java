package org.tessera.imaging;

import static io.restassured.RestAssured.given;
import static java.time.temporal.ChronoUnit.DAYS;
import static java.time.temporal.ChronoUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.assertj.core.data.TemporalUnitWithinOffset;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tessera.messaging.Sql;
import org.tessera.testkit.OnRealServers;
import org.tessera.testkit.Tokens;

/** When a budget that is used up says that it gives again (RFC 9110, section 10.2.3). */
@QuarkusTest
@OnRealServers("imaging-commons")
class BudgetTest {
    private static final TemporalUnitWithinOffset SOON = new TemporalUnitWithinOffset(60, SECONDS);
    private static final String ASKED = """
            insert into inquiry (id, account, cohort_id, cohort_name, catalogue_version, state, requested_at, deadline)
            select gen_random_uuid(), ?, gen_random_uuid(), 'all', 'v', 'CANCELLED', ?, now() from generate_series(1, ?)""";

    @Inject
    Sql sql;

    private final String account = "asker-" + UUID.randomUUID();
    private final Instant now = Instant.now();
    private String cohort = "";

    @BeforeEach
    void save() {
        Commons.submit(BundleFixture.cases("BUD-", 101)).then().statusCode(201);
        Commons.publish("b" + UUID.randomUUID().toString().substring(0, 8))
                .then()
                .statusCode(201);
        cohort = Commons.saveCohort(caller(), "{}")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }

    @Test
    void whoever_has_asked_too_often_is_told_when_her_oldest_question_no_longer_counts() {
        asked(Tokens.subject("commons", account), now.minus(Duration.ofDays(31)), 5);
        asked(Tokens.subject("commons", account), now.minus(Duration.ofDays(29)), 1);
        asked(Tokens.subject("commons", account), now.minus(Duration.ofDays(2)), 2);

        Response refused = ask();
        refused.then().statusCode(429).body("kind", equalTo("budget-account"));
        assertThat(again(refused)).isCloseTo(now.plus(1, DAYS), SOON);
    }

    @Test
    void when_others_asked_shows_by_its_day_alone() {
        Instant today = now.truncatedTo(DAYS);
        try {
            asked("everybody", today.minus(Duration.ofDays(20)).plus(Duration.ofHours(10)), 500);

            Response refused = ask();
            refused.then().statusCode(429).body("kind", equalTo("budget-domain"));
            assertThat(again(refused)).isCloseTo(today.plus(11, DAYS), SOON);
        } finally {
            sql.update("delete from inquiry where account = 'everybody'");
        }
    }

    @Test
    void whoever_has_entered_too_many_codes_is_told_when_to_come_again() {
        for (int minutes : new int[] {90, 20, 10, 5}) {
            sql.update(
                    "insert into account_link (id, account, sent_at) values (gen_random_uuid(), ?, ?)",
                    Tokens.subject("commons", account),
                    now.minus(Duration.ofMinutes(minutes)));
        }

        Response refused = caller().contentType("application/json")
                .body(Map.of("code", "CODE-0004"))
                .post("/account-links");
        refused.then().statusCode(429).body("kind", equalTo("too-many-codes"));
        assertThat(again(refused)).isCloseTo(now.plus(Duration.ofMinutes(40)), SOON);
    }

    @Test
    void the_document_promises_when_to_come_again() {
        JsonPath document = given().get("/q/openapi?format=json").jsonPath();
        for (String path : List.of("/account-links", "/cohorts/{id}/feasibility-requests")) {
            assertThat(document.getBoolean(
                            "paths.'%s'.post.responses.'429'.headers.'Retry-After'.required".formatted(path)))
                    .isTrue();
        }
    }

    private RequestSpecification caller() {
        return Commons.as(Tokens.of("commons", account, "registered"));
    }

    private Response ask() {
        return caller().post("/cohorts/" + cohort + "/feasibility-requests");
    }

    private void asked(String by, Instant at, int times) {
        sql.update(ASKED, by, at, times);
    }

    private static Instant again(Response refused) {
        assertThat(refused.header("Retry-After")).matches("[1-9][0-9]*");
        return Instant.now().plusSeconds(Long.parseLong(refused.header("Retry-After")));
    }
}
