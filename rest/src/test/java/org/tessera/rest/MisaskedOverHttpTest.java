package org.tessera.rest;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tessera.testkit.OnRealServers;
import org.tessera.testkit.Tokens;

/** A caller who asks in a way that cannot be answered learns what was wrong, as a problem. */
@QuarkusTest
@OnRealServers("clinical-enclave")
class MisaskedOverHttpTest {
    private static RequestSpecification researcher() {
        return given().auth().oauth2(Tokens.of("enclave", "rosalind-e", "researcher"));
    }

    private static void isProblem(ValidatableResponse answer, int status, String kind) {
        answer.statusCode(status)
                .contentType("application/problem+json")
                .body("status", equalTo(status))
                .body("kind", equalTo(kind));
    }

    @Test
    void a_number_that_is_none_is_named_and_not_repeated() {
        ValidatableResponse answer = researcher().get("/things?limit=plenty").then();
        isProblem(answer, 400, "parameter-unreadable");
        answer.body("detail", containsString("limit")).body("detail", not(containsString("plenty")));
    }

    @Test
    void an_identifier_in_a_query_that_is_none_is_named() {
        ValidatableResponse answer = researcher()
                .get("/things/" + UUID.randomUUID() + "/likes?other=none")
                .then();
        isProblem(answer, 400, "parameter-unreadable");
        answer.body("detail", containsString("other"));
    }

    @Test
    void a_path_that_names_nothing_is_not_found() {
        isProblem(
                researcher()
                        .get("/things/none/likes?other=" + UUID.randomUUID())
                        .then(),
                404,
                "not-found");
        isProblem(researcher().get("/nothing-here").then(), 404, "not-found");
    }

    @Test
    void another_method_is_not_allowed() {
        isProblem(researcher().delete("/things").then(), 405, "method-not-allowed");
    }

    @Test
    void another_form_of_answer_is_not_acceptable() {
        isProblem(researcher().accept("image/png").get("/things").then(), 406, "not-acceptable");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"pieces\": 5.5}", "{\"pieces\": \"5\"}", "{\"pieces\": 5, \"pieces\": 6}"})
    void what_is_no_whole_number_is_not_made_one(String body) {
        isProblem(
                researcher()
                        .contentType("application/json")
                        .body(body)
                        .post("/things/parcels")
                        .then(),
                400,
                "bad-request");
    }
}
