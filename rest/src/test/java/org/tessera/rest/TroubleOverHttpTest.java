package org.tessera.rest;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tessera.messaging.Sql;
import org.tessera.testkit.OnRealServers;
import org.tessera.testkit.Tokens;

/** What callers see, and the tables keep, when the database is not as it should be. */
@QuarkusTest
@OnRealServers("clinical-enclave")
class TroubleOverHttpTest {
    @Inject
    Sql sql;

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
}
