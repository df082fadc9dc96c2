package org.tessera.imaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.agroal.api.AgroalDataSource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.security.PublicKey;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.zip.GZIPInputStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.tessera.contracts.AccountLink;
import org.tessera.contracts.FeasibilityRequest;
import org.tessera.contracts.FeasibilityRequestId;
import org.tessera.contracts.FeasibilityResult;
import org.tessera.contracts.FeasibilityResult.Outcome;
import org.tessera.contracts.TransferPart;
import org.tessera.contracts.UploadCancellation;
import org.tessera.contracts.UploadDecision;
import org.tessera.contracts.UploadDecision.State;
import org.tessera.contracts.UploadRequest;
import org.tessera.contracts.UploadRequestId;
import org.tessera.envelope.Keys;
import org.tessera.envelope.Parts;
import org.tessera.envelope.Sealing;
import org.tessera.imaging.upload.NewUpload;
import org.tessera.testkit.Border;
import org.tessera.testkit.Crossed;
import org.tessera.testkit.OnRealServers;
import org.tessera.testkit.Tokens;
import org.tessera.testkit.Topics;

@QuarkusTest
@OnRealServers("imaging-commons")
class RequestsTest {
    private static final String REQUESTS = "commons.feasibility-requests.v1";
    private static final String UPLOADS = "commons.upload-requests.v1";

    @Inject
    AgroalDataSource database;

    private void sql(String statement) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement update = connection.createStatement()) {
            update.executeUpdate(statement);
        }
    }

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
    void the_budget_of_an_account_ends_and_what_nobody_answers_fails() throws SQLException {
        String cohort = cohort("spender", 101);
        String first = ask("spender", cohort).then().statusCode(202).extract().path("id");
        String second = ask("spender", cohort).then().statusCode(202).extract().path("id");
        ask("spender", cohort).then().statusCode(202);
        ask("spender", cohort).then().statusCode(429).body("kind", equalTo("budget-account"));
        Commons.as(Tokens.of("commons", "spender", "registered"))
                .post("/feasibility-requests/" + first + "/cancel")
                .then()
                .statusCode(200)
                .body("state", equalTo("CANCELLED"));
        ask("spender", cohort).then().statusCode(429);
        sql("update inquiry set deadline = now() - interval '1 second' where id = '" + second + "'");
        Awaitility.await()
                .untilAsserted(() ->
                        assertThat(shown("spender", second).getString("reason")).isEqualTo("deadline"));
        Commons.as(Tokens.of("commons", "spender", "registered"))
                .get("/feasibility-requests?limit=2")
                .then()
                .body("items.size()", equalTo(2))
                .body("items.state", equalTo(List.of("CANCELLED", "FAILED")));
    }

    private static NewUpload upload(List<String> parts, boolean attested) {
        return new NewUpload(
                UUID.randomUUID().toString(),
                "imaging-index/1",
                new NewUpload.Model("opacity", "1.0", "sha256:" + "a".repeat(64)),
                "sha256:" + "b".repeat(64),
                2,
                attested,
                parts);
    }

    private static Response send(NewUpload upload) {
        return Commons.rosalind().contentType("application/json").body(upload).post("/upload-requests");
    }

    private static String sealed() {
        Map<String, Object> jwk = Commons.rosalind()
                .get("/sealing-keys/clinical-enclave")
                .jsonPath()
                .getMap("");
        PublicKey key = Keys.publicKey(jwk);
        return Sealing.seal(new byte[1000], key);
    }

    private static void decide(String id, State state, String reason) {
        try (Border enclave = Border.as("clinical-enclave")) {
            enclave.send(
                    "enclave.upload-decisions.v1", id, new UploadDecision(UploadRequestId.parse(id), state, reason));
        }
    }

    private static void becomes(String id, String state) {
        Awaitility.await()
                .untilAsserted(() -> Commons.rosalind()
                        .get("/upload-requests/" + id)
                        .then()
                        .statusCode(200)
                        .body("state", equalTo(state)));
    }

    @Test
    void a_sealed_table_is_carried_unread_and_its_state_shown_to_its_owner_only() throws Exception {
        String part = sealed();
        String id = send(upload(List.of(part, sealed()), true))
                .then()
                .statusCode(202)
                .extract()
                .path("id");
        Crossed<UploadRequest> request = Topics.await(
                UPLOADS,
                UploadRequest.class,
                found -> found.requestId().toString().equals(id));
        assertThat(request.payload().account()).isEqualTo(Tokens.subject("commons", "rosalind"));
        List<TransferPart> parts = Topics.read(UPLOADS, TransferPart.class).stream()
                .filter(found -> found.key().equals(request.key()))
                .map(Crossed::payload)
                .toList();
        assertThat(parts).hasSize(2);
        assertThat(parts.getFirst().data()).isEqualTo(part);
        assertThat(Sealing.open(part, Border.privateSealingKeyOf("clinical-enclave")))
                .hasSize(1000);
        decide(id, State.SCANNING, "none");
        becomes(id, "SCANNING");
        decide(id, State.UNDER_REVIEW, "none");
        becomes(id, "UNDER_REVIEW");
        decide(id, State.APPROVED, "none");
        becomes(id, "APPROVED");
        Commons.rosalind()
                .post("/upload-requests/" + id + "/cancel")
                .then()
                .statusCode(409)
                .body("possible", equalTo(List.of()));
        decide(id, State.IMPORTED, "none");
        becomes(id, "IMPORTED");
        Commons.barbara().get("/upload-requests/" + id).then().statusCode(404);
        Commons.barbara().post("/upload-requests/" + id + "/cancel").then().statusCode(404);
    }

    @Test
    void a_cancelled_upload_is_told_to_the_enclave_on_the_same_key() {
        String id = send(upload(List.of(sealed()), true))
                .then()
                .statusCode(202)
                .extract()
                .path("id");
        Commons.rosalind()
                .post("/upload-requests/" + id + "/cancel")
                .then()
                .statusCode(200)
                .body("state", equalTo("CANCELLED"));
        Crossed<UploadCancellation> told = Topics.await(
                UPLOADS,
                UploadCancellation.class,
                found -> found.requestId().toString().equals(id));
        Crossed<UploadRequest> request = Topics.await(
                UPLOADS,
                UploadRequest.class,
                found -> found.requestId().toString().equals(id));
        assertThat(told.key()).isEqualTo(request.key());
        decide(id, State.UNDER_REVIEW, "none");
        decide(id, State.REJECTED, "columns");
        becomes(id, "REJECTED");
    }

    @Test
    void what_is_not_sealed_or_not_attested_is_not_carried() {
        send(upload(List.of("submitter_id,imaging_index"), true))
                .then()
                .statusCode(422)
                .body("kind", equalTo("not-sealed"));
        send(upload(List.of(sealed()), false)).then().statusCode(422).body("kind", equalTo("not-attested"));
        send(upload(List.of(), true)).then().statusCode(400);
        Commons.rosalind().get("/sealing-keys/honest-broker").then().statusCode(404);
    }

    @Test
    void a_scan_that_never_ends_fails_by_its_deadline() throws SQLException {
        String id = send(upload(List.of(sealed()), true))
                .then()
                .statusCode(202)
                .extract()
                .path("id");
        sql("update upload set deadline = now() - interval '1 second' where id = '" + id + "'");
        becomes(id, "FAILED");
    }

    @Test
    void a_code_crosses_with_the_account_and_nobody_tries_many() {
        var linker = Tokens.of("commons", "linker", "registered");
        for (String code : List.of("CODE-0001", "CODE-0002", "CODE-0003")) {
            Commons.as(linker)
                    .contentType("application/json")
                    .body(Map.of("code", code))
                    .post("/account-links")
                    .then()
                    .statusCode(202);
        }
        Commons.as(linker)
                .contentType("application/json")
                .body(Map.of("code", "CODE-0004"))
                .post("/account-links")
                .then()
                .statusCode(429);
        Commons.as(linker)
                .contentType("application/json")
                .body(Map.of("code", "x"))
                .post("/account-links")
                .then()
                .statusCode(400);
        AccountLink link = Topics.await(
                        "commons.account-links.v1",
                        AccountLink.class,
                        found -> found.code().equals("CODE-0002"))
                .payload();
        assertThat(link.account()).isEqualTo(Tokens.subject("commons", "linker"));
    }

    @Test
    void requests_are_counted_by_state() {
        Awaitility.await()
                .untilAsserted(() -> io.restassured.RestAssured.get("/q/metrics")
                        .then()
                        .statusCode(200)
                        .body(containsString("tessera_requests{kind=\"upload\",state=\"SUBMITTED\"")));
    }
}
