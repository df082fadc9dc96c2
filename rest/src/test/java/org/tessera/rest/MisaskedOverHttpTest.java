package org.tessera.rest;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
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
    void a_parameter_that_is_not_known_is_named_with_those_that_are() {
        ValidatableResponse answer =
                researcher().get("/things?limit=1&page_size=5").then();
        isProblem(answer, 400, "parameter-unknown");
        answer.body("detail", equalTo("The query parameter page_size is not known here; known are after and limit."));
        isProblem(researcher().get("/things/described?limit=1").then(), 400, "parameter-unknown");
    }

    @Test
    void a_parameter_is_refused_where_something_is_sent_too() {
        ValidatableResponse answer = researcher()
                .contentType("application/json")
                .body("{\"pieces\": 5}")
                .post("/things/parcels?limit=1")
                .then();
        isProblem(answer, 400, "parameter-unknown");
        answer.body("detail", equalTo("The query parameter limit is not known here; none is known."));
    }

    @ParameterizedTest
    @ValueSource(strings = {"4711", "Ada Lovelace", "<script>"})
    void what_is_no_name_of_a_parameter_is_not_repeated(String name) {
        ValidatableResponse answer =
                researcher().queryParam(name, "x").get("/things").then();
        isProblem(answer, 400, "parameter-unknown");
        answer.body("detail", equalTo("A query parameter is not known here; known are after and limit."));
    }

    @Test
    void who_may_not_ask_learns_no_parameters() {
        given().get("/things?colour=green").then().statusCode(401);
        given().auth()
                .oauth2(Tokens.of("enclave", "camille", "committee"))
                .get("/things?colour=green")
                .then()
                .statusCode(403);
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
    void another_method_is_not_allowed_and_those_that_are_are_named() {
        isNotAllowed(researcher().delete("/things"), "GET", "HEAD", "OPTIONS", "POST");
        isNotAllowed(researcher().get("/things/parcels"), "OPTIONS", "POST");
        isNotAllowed(researcher().post("/things/" + UUID.randomUUID() + "/likes"), "GET", "HEAD", "OPTIONS");
    }

    private static void isNotAllowed(Response answer, String... allowed) {
        isProblem(answer.then(), 405, "method-not-allowed");
        assertThat(answer.header("Allow").split(", ?")).containsExactlyInAnyOrder(allowed);
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

    @Test
    void a_number_too_large_for_its_field_is_told_by_the_field() {
        ValidatableResponse answer = researcher()
                .contentType("application/json")
                .body("{\"pieces\": 99999999999}")
                .post("/things/parcels")
                .then();
        isProblem(answer, 400, "bad-request");
        answer.body("detail", startsWith("The field pieces is not of the form that it must have"));
    }

    @Test
    void a_word_that_is_none_of_a_fields_is_answered_with_those_that_are() {
        ValidatableResponse answer = researcher()
                .contentType("application/json")
                .body("{\"wrapping\": \"Ada\"}")
                .post("/things/parcels")
                .then();
        isProblem(answer, 400, "bad-request");
        answer.body("detail", startsWith("The field wrapping is not one of PAPER, CLOTH, at line 1"))
                .body(not(containsString("Ada")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "text/plain",
                "text/plain;charset=UTF-8",
                "text/json",
                "application/octet-stream",
                "application/problem+json",
                "application/zip"
            })
    void what_is_not_called_json_is_not_read_as_json(String type) {
        isProblem(
                researcher()
                        .contentType(type)
                        .body("{\"pieces\": 5}".getBytes(UTF_8))
                        .post("/things/parcels")
                        .then(),
                415,
                "media-type-unsupported");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/things/parcels", "/things/large", "/things/returns"})
    void a_body_without_a_type_is_not_read(String path) throws Exception {
        HttpResponse<String> answer = untyped(path, "{\"pieces\": 5}");
        assertThat(answer.statusCode()).isEqualTo(415);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(answer.body()).contains("\"media-type-unsupported\"");
    }

    @Test
    void what_is_not_there_needs_no_type() throws Exception {
        HttpResponse<String> answer = untyped("/things/returns", "");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("false");
    }

    /** A request that says nothing of its body's type. */
    private static HttpResponse<String> untyped(String path, String body) throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(
                    HttpRequest.newBuilder(URI.create(RestAssured.baseURI + ":" + RestAssured.port + path))
                            .header("Authorization", "Bearer " + Tokens.of("enclave", "rosalind-e", "researcher"))
                            .POST(HttpRequest.BodyPublishers.ofString(body))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/json", "application/json;charset=UTF-8", "APPLICATION/Json"})
    void what_is_called_json_is_read(String type) {
        researcher()
                .contentType(type)
                .body("{\"pieces\": 5}".getBytes(UTF_8))
                .post("/things/parcels")
                .then()
                .statusCode(200);
    }

    @Test
    void who_may_not_ask_learns_no_types() {
        given().contentType("text/plain")
                .body("{\"pieces\": 5}")
                .post("/things/parcels")
                .then()
                .statusCode(401);
    }
}
