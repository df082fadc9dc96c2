package org.tessera.rest;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tessera.messaging.Sql;
import org.tessera.testkit.OnRealServers;
import org.tessera.testkit.Tokens;

@QuarkusTest
@OnRealServers("clinical-enclave")
class HouseOverHttpTest {
    @Inject
    Sql sql;

    private static RequestSpecification researcher() {
        return given().auth().oauth2(Tokens.of("enclave", "rosalind-e", "researcher"));
    }

    private static RequestSpecification auditor() {
        return given().auth().oauth2(Tokens.of("enclave", "august", "auditor"));
    }

    private static Response create(String key, String name) {
        return researcher()
                .header("Idempotency-Key", key)
                .contentType("application/json")
                .body("{\"name\":\"" + name + "\"}")
                .post("/things");
    }

    private static String fresh() {
        return UUID.randomUUID().toString();
    }

    private long things(String name) {
        return sql.first("SELECT count(*) FROM thing WHERE name = ?", row -> row.getLong(1), name)
                .orElse(0L);
    }

    @Test
    void the_same_key_gives_the_first_answer_again() {
        String key = fresh();
        String name = fresh();
        int id = create(key, name)
                .then()
                .statusCode(201)
                .body("role", equalTo("researcher"))
                .extract()
                .path("id");
        create(key, name).then().statusCode(201).body("id", equalTo(id));
        assertThat(things(name)).isEqualTo(1);
    }

    @Test
    void two_requests_with_one_key_at_the_same_time_create_one_thing() {
        String key = fresh();
        long before = things("slow");
        CompletableFuture<Response> other = CompletableFuture.supplyAsync(() -> create(key, "slow"));
        int mine = create(key, "slow").then().statusCode(201).extract().path("id");
        int theirs = other.join().then().statusCode(201).extract().path("id");
        assertThat(theirs).isEqualTo(mine);
        assertThat(things("slow")).isEqualTo(before + 1);
    }

    @Test
    void a_key_with_another_request_is_refused_and_a_missing_key_too() {
        String key = fresh();
        create(key, "one").then().statusCode(201);
        create(key, "two").then().statusCode(422).body("kind", equalTo("idempotency-key-reused"));
        researcher()
                .contentType("application/json")
                .body("{\"name\":\"x\"}")
                .post("/things")
                .then()
                .statusCode(400)
                .body("kind", equalTo("idempotency-key-missing"));
    }

    @Test
    void a_refusal_is_a_problem_with_its_kind_and_leaves_nothing_behind() {
        create(fresh(), "refused")
                .then()
                .statusCode(409)
                .contentType("application/problem+json")
                .body("kind", equalTo("thing-refused"))
                .body("type", equalTo("urn:tessera:problem:thing-refused"))
                .body("detail", notNullValue());
        assertThat(things("refused")).isZero();
    }

    @Test
    void a_failure_tells_nothing_of_the_inside() {
        String answer = create(fresh(), "broken")
                .then()
                .statusCode(500)
                .body("kind", equalTo("failed"))
                .extract()
                .asString();
        assertThat(answer).doesNotContain("secret", "Exception", "org.tessera");
    }

    @Test
    void invalid_fields_are_named_and_unreadable_json_is_not_quoted() {
        create(fresh(), "")
                .then()
                .statusCode(400)
                .body("kind", equalTo("invalid"))
                .body("violations.field", hasItem(containsString("name")));
        String answer = researcher()
                .header("Idempotency-Key", fresh())
                .contentType("application/json")
                .body("{\"name\":{\"first\":\"Ada\"}}")
                .post("/things")
                .then()
                .statusCode(400)
                .body("kind", equalTo("bad-request"))
                .extract()
                .asString();
        assertThat(answer).doesNotContain("Ada", "Exception", "org.tessera");
        researcher()
                .header("Idempotency-Key", fresh())
                .contentType("application/json")
                .body("{\"name\":\"a\",\"other\":1}")
                .post("/things")
                .then()
                .statusCode(400);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{\"name\":{\"first\":\"Ada\"}} | The field name is not of the form that it must have, at line 1, column 9.",
                "{\"name\":[\"Ada\"]} | The field name is not of the form that it must have, at line 1, column 9.",
                "{\"name\":\"a\",\"other\":\"Ada\"} | A field is not known here, at line 1",
                "{\"Ada Lovelace\":1} | A field is not known here, at line 1",
                "[] | The request is not of the form that it must have, at line 1, column 1.",
                "\"Ada\" | The request is not of the form that it must have, at line 1, column 1.",
                "{\"name\":Ada} | The request is not JSON, at line 1",
                "{\"name\":\"Ada | The request is not JSON, at line 1"
            })
    void json_that_cannot_be_read_is_told_by_its_place_and_never_by_its_value(String body, String sentence) {
        unreadable(body.getBytes(UTF_8)).body("detail", startsWith(sentence)).body(not(containsString("Ada")));
    }

    @Test
    void what_is_not_utf_8_is_told_too() {
        byte[] body = "{\"name\":\"Ada?\"}".getBytes(UTF_8);
        body[12] = (byte) 0xFF;
        unreadable(body).body("detail", startsWith("The request is not JSON"));
    }

    private static ValidatableResponse unreadable(byte[] body) {
        return researcher()
                .header("Idempotency-Key", fresh())
                .contentType("application/json")
                .body(body)
                .post("/things")
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("kind", equalTo("bad-request"));
    }

    @Test
    void a_body_that_is_larger_than_the_limit_is_refused_with_the_limit() {
        create(fresh(), "x".repeat(1 << 20))
                .then()
                .statusCode(413)
                .contentType("application/problem+json")
                .body("kind", equalTo("too-large"))
                .body("detail", containsString("262144 bytes"));
    }

    @Test
    void a_larger_body_is_taken_where_the_endpoint_says_so_up_to_a_limit_of_its_own() {
        large("\"" + "x".repeat(300_000) + "\"").then().statusCode(200);
        large("\"" + "x\\\"".repeat(1_400_000) + "\"")
                .then()
                .statusCode(413)
                .body("detail", containsString("4194304 bytes"));
    }

    @Test
    void a_larger_body_is_neither_one_text_nor_a_crowd_of_values() {
        large("\"" + "x".repeat(1_100_000) + "\"")
                .then()
                .statusCode(413)
                .body("detail", containsString("1048576 bytes in one text"));
        large("[" + "1,".repeat(260_000) + "1]").then().statusCode(413).body("kind", equalTo("too-large"));
    }

    private static Response large(String name) {
        return researcher()
                .contentType("application/json")
                .body("{\"name\":" + name + "}")
                .post("/things/large");
    }

    @Test
    void only_a_good_token_of_this_realm_with_the_role_gets_in() {
        assertThat(status(Tokens.of("enclave", "rosalind-e", "researcher"))).isEqualTo(200);
        assertThat(status(Tokens.of("enclave", "camille", "committee"))).isEqualTo(403);
        assertThat(status(Tokens.of("commons", "rosalind", "researcher"))).isEqualTo(401);
        assertThat(status(Tokens.expired("enclave", "rosalind-e", "researcher")))
                .isEqualTo(401);
        assertThat(status(Tokens.notYetGood("enclave", "rosalind-e", "researcher")))
                .isEqualTo(401);
        assertThat(status(Tokens.unsigned("enclave", "rosalind-e", "researcher")))
                .isEqualTo(401);
        assertThat(status(Tokens.signedByAnother("enclave", "rosalind-e", "researcher")))
                .isEqualTo(401);
        assertThat(status(Tokens.forAnotherAudience("enclave", "rosalind-e", "researcher")))
                .isEqualTo(401);
        assertThat(status("garbage")).isEqualTo(401);
        given().get("/things").then().statusCode(401).body("kind", equalTo("unauthenticated"));
    }

    private static int status(String token) {
        return given().auth().oauth2(token).get("/things").statusCode();
    }

    @Test
    void a_token_with_two_roles_is_refused_with_its_reason_and_the_ledger_knows() {
        String twoRoles = Tokens.of("enclave", "rosalind-e", "researcher", "committee");
        given().auth().oauth2(twoRoles).get("/things").then().statusCode(403).body("kind", equalTo("several-roles"));
        await().atMost(Duration.ofMinutes(2))
                .untilAsserted(() -> assertThat(sql.first(
                                "SELECT actor_subject FROM ledger_entry WHERE kind = 'DENIAL' AND action = 'http.several-roles'",
                                row -> row.getString(1)))
                        .contains(Tokens.subject("enclave", "rosalind-e")));
    }

    @Test
    void pages_are_bounded_and_can_be_followed() {
        create(fresh(), "first").then().statusCode(201);
        create(fresh(), "second").then().statusCode(201);
        String next = researcher()
                .get("/things?limit=1")
                .then()
                .statusCode(200)
                .body("items.size()", equalTo(1))
                .extract()
                .path("next");
        researcher().get("/things?limit=1&after=" + next).then().statusCode(200).body("items.size()", equalTo(1));
        researcher().get("/things?limit=0").then().statusCode(400).body("kind", equalTo("invalid"));
        researcher().get("/things?after=x").then().statusCode(400).body("kind", equalTo("parameter-unreadable"));
    }

    @Test
    void what_is_not_there_is_a_problem_too() {
        researcher().get("/nothing").then().statusCode(404).body("kind", equalTo("not-found"));
    }

    @Test
    void answers_carry_the_security_headers() {
        researcher()
                .get("/things")
                .then()
                .header("X-Content-Type-Options", "nosniff")
                .header("Cache-Control", "no-store");
    }

    @Test
    void the_auditor_reads_the_ledger_and_nobody_else() {
        given().auth()
                .oauth2(Tokens.of("enclave", "camille", "committee"))
                .get("/things")
                .then()
                .statusCode(403);
        await().atMost(Duration.ofMinutes(2))
                .until(() -> auditor().get("/ledger/head").statusCode() == 200);
        String lines = auditor()
                .get("/ledger")
                .then()
                .statusCode(200)
                .contentType("application/x-ndjson")
                .extract()
                .asString();
        assertThat(lines.lines().count()).isGreaterThanOrEqualTo(2);
        assertThat(lines).contains("\"previousHash\":\"" + "0".repeat(64), "{\"head\":");
        researcher().get("/ledger").then().statusCode(403);
    }

    @Test
    void health_metrics_and_the_document_are_open() {
        given().get("/q/health/ready").then().statusCode(200);
        given().get("/q/metrics").then().statusCode(200).body(containsString("tessera_outbox_lag_seconds"));
        given().get("/q/openapi").then().statusCode(200).body(containsString("application/problem+json"));
    }

    @Test
    void metrics_are_not_for_who_comes_through_a_proxy_and_name_no_trace() {
        given().header("X-Forwarded-For", "192.0.2.1").get("/q/metrics").then().statusCode(404);
        given().header("Accept", "application/openmetrics-text; version=1.0.0")
                .get("/q/metrics")
                .then()
                .statusCode(200)
                .header("Content-Type", containsString("text/plain"))
                .body(not(containsString("trace_id")));
    }
}
