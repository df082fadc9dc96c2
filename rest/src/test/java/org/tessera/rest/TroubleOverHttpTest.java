package org.tessera.rest;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tessera.messaging.Sql;
import org.tessera.testkit.OnRealServers;
import org.tessera.testkit.TestClock;
import org.tessera.testkit.Tokens;

/** What callers see, and the ledger keeps, when the database or the clock is not as it should be. */
@QuarkusTest
@OnRealServers("clinical-enclave")
class TroubleOverHttpTest {
    private static final int MORE_THAN_ARE_NOTED_A_MINUTE = 12;

    @Inject
    Sql sql;

    @Inject
    TestClock clock;

    @AfterEach
    void back() {
        clock.reset();
    }

    @ParameterizedTest
    @ValueSource(strings = {"unstorable", "full-at-commit"})
    void a_full_disk_refuses_for_now_and_leaves_nothing_behind(String name) {
        made(name).statusCode(503).body("kind", equalTo("storage-unavailable"));
        assertThat(things(name)).isZero();
    }

    @Test
    void what_breaks_a_rule_of_the_tables_is_a_failure_of_the_service() {
        made("doubled").statusCode(500).body("kind", equalTo("failed"));
        assertThat(things("doubled")).isZero();
    }

    @Test
    void a_text_that_the_database_cannot_keep_is_the_callers_mistake() {
        made("nul \\u0000").statusCode(400).body("kind", equalTo("text-unusable"));
    }

    @Test
    void refused_callers_are_noted_again_when_the_clock_was_set_back() {
        clock.ahead(Duration.ofHours(6));
        for (int number = 0; number < MORE_THAN_ARE_NOTED_A_MINUTE; number++) {
            refusedCaller();
        }
        clock.reset();
        long before = notedNow();
        await().atMost(Duration.ofSeconds(20)).until(() -> {
            refusedCaller();
            return notedNow() > before;
        });
    }

    private static ValidatableResponse made(String name) {
        return given().auth()
                .oauth2(Tokens.of("enclave", "rosalind-e", "researcher"))
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .contentType("application/json")
                .body("{\"name\":\"" + name + "\"}")
                .post("/things")
                .then()
                .contentType("application/problem+json");
    }

    private long things(String name) {
        return sql.count("SELECT count(*) FROM thing WHERE name = ?", name);
    }

    private static void refusedCaller() {
        given().get("/things").then().statusCode(401);
    }

    /** Of this hour: not those that the clock put hours ahead. */
    private long notedNow() {
        return sql.count(
                "SELECT count(*) FROM ledger_entry WHERE action = 'http.unauthenticated' AND happened_at BETWEEN ? AND ?",
                clock.instant().minus(Duration.ofHours(1)),
                clock.instant().plus(Duration.ofHours(1)));
    }
}
