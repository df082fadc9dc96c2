package org.tessera.representativeness.population;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tessera.representativeness.Asking;
import org.tessera.testkit.OnRealServers;

@QuarkusTest
@OnRealServers("representativeness-service")
class AlignmentEndpointTest {
    @Test
    void an_own_alignment_is_used_by_name_and_seen_by_its_maker_only() {
        String name = "mine-" + UUID.randomUUID();
        add("""
                {"name": "%s", "attribute": "sex", "categories": ["Woman", "Man", "Not Reported"],
                 "targets": {"Female": "Woman", "w": "Woman", "Male": "Man", "m": "Man", "Not reported": "Not Reported"}}""".formatted(name)).statusCode(201).body("version", equalTo("1"));

        Asking.by("rosalind").get("/alignments").then().statusCode(200).body("items.name", hasItem(name));
        Asking.by("barbara").get("/alignments").then().statusCode(200).body("items.name", not(hasItem(name)));
        Asking.post("/distances", """
                {"cohorts": [{"attributes": {"sex": {"w": {"exact": 40}, "m": {"exact": 60}}}}],
                 "references": ["us-census"], "settings": {"alignment": "%s"}}""".formatted(name))
                .statusCode(200)
                .body("comparisons[0].alignment", equalTo(name + "/1"))
                .body("comparisons[0].raw.categories.category", contains("Woman", "Man", "Not Reported"));
    }

    @Test
    void a_trial_says_what_becomes_of_categories_or_lists_those_without_a_place() {
        Asking.post("/alignments/midrc-cdc/sex/trial", "[\"F\", \"Unknown\"]")
                .statusCode(200)
                .body("targets.F", equalTo("Female"))
                .body("targets.Unknown", equalTo("Not Reported"));
        Asking.post("/alignments/midrc-cdc/sex/trial", "[\"F\", \"X\", \"Y\"]")
                .statusCode(422)
                .body("kind", equalTo("category-unmapped"))
                .body("categories", contains("X", "Y"));
        Asking.post("/alignments/nowhere/sex/trial", "[\"F\"]").statusCode(404);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"name\": \"x\", \"attribute\": \"sex\", \"categories\": [\"A\"], \"targets\": {\"A\": \"A\"}}",
                "{\"name\": \"x\", \"attribute\": \"sex\", \"categories\": [\"Not Reported\"], \"targets\": {\"A\": \"A\"}}",
                "{\"name\": \"X Y\", \"attribute\": \"sex\", \"categories\": [\"Not Reported\"], \"targets\": {\"A\": \"Not Reported\"}}",
                "{\"name\": \"midrc-cdc\", \"attribute\": \"sex\", \"categories\": [\"Not Reported\"],"
                        + " \"targets\": {\"A\": \"Not Reported\"}}"
            })
    void what_is_no_alignment_is_a_problem(String json) {
        int status = add(json).contentType("application/problem+json").extract().statusCode();
        org.assertj.core.api.Assertions.assertThat(status).isIn(400, 409, 422);
    }

    private static ValidatableResponse add(String json) {
        return Asking.by("rosalind")
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .contentType(ContentType.JSON)
                .body(json)
                .post("/alignments")
                .then();
    }
}
