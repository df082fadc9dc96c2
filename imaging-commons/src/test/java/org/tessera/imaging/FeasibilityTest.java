package org.tessera.imaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.tessera.contracts.FeasibilityRequest;
import org.tessera.contracts.FeasibilityRequestId;
import org.tessera.contracts.FeasibilityResult;
import org.tessera.contracts.FeasibilityResult.Outcome;
import org.tessera.contracts.TransferPart;
import org.tessera.envelope.Parts;
import org.tessera.messaging.Sql;
import org.tessera.testkit.Border;
import org.tessera.testkit.Crossed;
import org.tessera.testkit.OnRealServers;
import org.tessera.testkit.Tokens;
import org.tessera.testkit.Topics;

@QuarkusTest
@OnRealServers("imaging-commons")
class FeasibilityTest {
    private static final Executor CROWD = Executors.newFixedThreadPool(60);
    private static final String REQUESTS = "commons.feasibility-requests.v1";

    @Inject
    Sql sql;

    private static String cohort(String account, int cases) {
        String prefix = "FEA" + cases + "-";
        Commons.submit(BundleFixture.cases(prefix, cases)).then().statusCode(201);
        String version = "f" + UUID.randomUUID().toString().substring(0, 8);
        Commons.publish(version).then().statusCode(201);
        return Commons.as(Tokens.of("commons", account, "registered"))
                .contentType("application/json")
                .body(Map.of("name", "all", "filter", Map.of(), "catalogueVersion", version))
                .post("/cohorts")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }

    private static Response ask(String account, String cohort) {
        return Commons.as(Tokens.of("commons", account, "registered"))
                .post("/cohorts/" + cohort + "/feasibility-requests");
    }

    private static Response refused(String small) {
        return Commons.rosalind().post("/cohorts/" + small + "/feasibility-requests");
    }

    private static JsonPath shown(String account, String id) {
        return Commons.as(Tokens.of("commons", account, "registered"))
                .get("/feasibility-requests/" + id)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    @Test
    void a_small_cohort_is_refused_at_once() {
        Commons.submit(BundleFixture.cases("SMALL-", 2)).then().statusCode(201);
        Commons.publish("s" + UUID.randomUUID().toString().substring(0, 8))
                .then()
                .statusCode(201);
        String id = Commons.saveCohort(Commons.rosalind(), "{\"sex\":[\"Female\"],\"race\":[\"Asian\"]}")
                .path("id");
        Commons.rosalind()
                .post("/cohorts/" + id + "/feasibility-requests")
                .then()
                .statusCode(422)
                .body("kind", equalTo("cohort-too-small"));
    }

    @Test
    void a_cohort_that_fewer_are_in_than_were_counted_is_refused_by_what_would_be_sent() {
        String id = cohort("shrinker", 2);
        sql.update(
                "update saved_cohort set filter = '{\"site\":[\"nowhere\"]}', subjects = 1000 where id = '" + id + "'");
        ask("shrinker", id).then().statusCode(422).body("kind", equalTo("cohort-too-small"));
        assertThat(sql.exists("select from inquiry where cohort_id = '" + id + "'"))
                .isFalse();
    }

    @Test
    void many_refusals_at_once_are_refusals_still() {
        cohort("crowd", 2);
        String cohort = Commons.saveCohort(Commons.rosalind(), "{\"sex\":[\"Female\"],\"race\":[\"Asian\"]}")
                .path("id");
        List<Integer> answers = IntStream.range(0, 120)
                .mapToObj(number ->
                        CompletableFuture.supplyAsync(() -> refused(cohort).statusCode(), CROWD))
                .toList()
                .stream()
                .map(CompletableFuture::join)
                .toList();
        assertThat(answers).containsOnly(422);
    }

    @Test
    void a_question_goes_sealed_to_the_broker_and_its_answer_is_shown_once() throws IOException {
        String cohort = cohort("asker", 120);
        String id = ask("asker", cohort)
                .then()
                .statusCode(202)
                .body("state", equalTo("REQUESTED"))
                .extract()
                .path("id");
        Crossed<FeasibilityRequest> request = Topics.await(
                REQUESTS,
                FeasibilityRequest.class,
                found -> found.requestId().toString().equals(id));
        assertThat(request.payload().account()).hasSize(64).doesNotContain(Tokens.subject("commons", "asker"));
        assertThat(request.envelope().actor()).isNull();
        List<String> parts = Topics.read(REQUESTS, TransferPart.class).stream()
                .map(Crossed::payload)
                .filter(part ->
                        part.transferId().equals(request.payload().transfer().id()))
                .map(TransferPart::data)
                .toList();
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                new GZIPInputStream(Parts.join(parts.iterator(), Border.privateSealingKeyOf("honest-broker"))),
                StandardCharsets.UTF_8))) {
            assertThat(lines.lines()).hasSizeGreaterThanOrEqualTo(120).contains("\"FEA120-1\"");
        }
        answer(id, new FeasibilityResult(FeasibilityRequestId.parse(id), Outcome.COUNT, 80, null));
        Awaitility.await()
                .atMost(Duration.ofMinutes(2))
                .untilAsserted(
                        () -> assertThat(shown("asker", id).getString("state")).isEqualTo("ANSWERED"));
        assertThat(shown("asker", id).getInt("atLeast")).isEqualTo(80);
        answer(id, new FeasibilityResult(FeasibilityRequestId.parse(id), Outcome.COUNT, 100, null));
        Commons.as(Tokens.of("commons", "asker", "registered"))
                .post("/feasibility-requests/" + id + "/cancel")
                .then()
                .statusCode(409)
                .body("kind", equalTo("illegal-transition"))
                .body("state", equalTo("ANSWERED"))
                .body("possible", equalTo(List.of()));
        Commons.barbara().get("/feasibility-requests/" + id).then().statusCode(404);
        assertThat(shown("asker", id).getInt("atLeast")).isEqualTo(80);
    }

    private static void answer(String key, FeasibilityResult result) {
        try (Border broker = Border.as("honest-broker")) {
            broker.send("broker.feasibility-results.v1", key, result);
        }
    }

    @Test
    void the_budget_of_an_account_ends_and_what_nobody_answers_fails() {
        String cohort = cohort("spender", 101);
        String first = ask("spender", cohort).then().statusCode(202).extract().path("id");
        String second = ask("spender", cohort).then().statusCode(202).extract().path("id");
        ask("spender", cohort).then().statusCode(202);
        ask("spender", cohort).then().statusCode(429).body("kind", equalTo("budget-account"));
        cancel("spender", first);
        cancel("spender", first);
        assertThat(sql.count(
                        "select count(*) from ledger_entry where action = 'feasibility-request.cancelled' and object = ?",
                        first))
                .isEqualTo(1);
        ask("spender", cohort).then().statusCode(429);
        sql.update("update inquiry set deadline = now() - interval '1 second' where id = '" + second + "'");
        Awaitility.await()
                .atMost(Duration.ofMinutes(2))
                .untilAsserted(() ->
                        assertThat(shown("spender", second).getString("reason")).isEqualTo("deadline"));
        Commons.as(Tokens.of("commons", "spender", "registered"))
                .get("/feasibility-requests?limit=2")
                .then()
                .body("items.size()", equalTo(2))
                .body("items.state", equalTo(List.of("CANCELLED", "FAILED")));
    }

    private static void cancel(String account, String id) {
        Commons.as(Tokens.of("commons", account, "registered"))
                .post("/feasibility-requests/" + id + "/cancel")
                .then()
                .statusCode(200)
                .body("state", equalTo("CANCELLED"));
    }
}
