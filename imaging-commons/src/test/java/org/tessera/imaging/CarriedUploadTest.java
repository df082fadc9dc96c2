package org.tessera.imaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.security.PublicKey;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.tessera.contracts.AccountLink;
import org.tessera.contracts.TransferPart;
import org.tessera.contracts.UploadCancellation;
import org.tessera.contracts.UploadDecision;
import org.tessera.contracts.UploadDecision.State;
import org.tessera.contracts.UploadRequest;
import org.tessera.contracts.UploadRequestId;
import org.tessera.envelope.Keys;
import org.tessera.envelope.Sealing;
import org.tessera.imaging.upload.NewUpload;
import org.tessera.messaging.Sql;
import org.tessera.testkit.Border;
import org.tessera.testkit.Crossed;
import org.tessera.testkit.OnRealServers;
import org.tessera.testkit.Tokens;
import org.tessera.testkit.Topics;

@QuarkusTest
@OnRealServers("imaging-commons")
class CarriedUploadTest {
    @Inject
    Sql sql;

    private static final String UPLOADS = "commons.upload-requests.v1";

    private static NewUpload upload(List<String> parts, boolean attested) {
        return upload(parts, attested, 2);
    }

    private static NewUpload upload(List<String> parts, boolean attested, int rows) {
        return new NewUpload(
                UUID.randomUUID().toString(),
                "imaging-index/1",
                new NewUpload.Model("opacity", "1.0", "sha256:" + "a".repeat(64)),
                "sha256:" + "b".repeat(64),
                rows,
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
                .atMost(Duration.ofMinutes(2))
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
    void an_upload_that_is_cancelled_twice_is_told_once_to_the_enclave_on_the_same_key() {
        String id = send(upload(List.of(sealed()), true))
                .then()
                .statusCode(202)
                .extract()
                .path("id");
        cancel(id);
        cancel(id);
        assertThat(sql.count(
                        "select count(*) from ledger_entry where action = 'upload-request.cancelled' and object = ?",
                        id))
                .isEqualTo(1);
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
        Commons.rosalind()
                .post("/upload-requests/" + id + "/cancel")
                .then()
                .statusCode(409)
                .body("state", equalTo("REJECTED"));
        assertThat(Topics.read(UPLOADS, UploadCancellation.class).stream()
                        .filter(found -> found.payload().requestId().toString().equals(id)))
                .hasSize(1);
    }

    private static void cancel(String id) {
        Commons.rosalind()
                .post("/upload-requests/" + id + "/cancel")
                .then()
                .statusCode(200)
                .body("state", equalTo("CANCELLED"));
    }

    @Test
    void what_is_not_sealed_not_attested_or_too_long_for_the_enclave_is_not_carried() {
        send(upload(List.of("submitter_id,imaging_index"), true))
                .then()
                .statusCode(422)
                .body("kind", equalTo("not-sealed"));
        send(upload(List.of(sealed()), false)).then().statusCode(422).body("kind", equalTo("not-attested"));
        send(upload(List.of(), true)).then().statusCode(400);
        send(upload(List.of(sealed()), true, 50_001))
                .then()
                .statusCode(400)
                .body("violations.field", hasItem(containsString("rows")));
        Commons.rosalind().get("/sealing-keys/honest-broker").then().statusCode(404);
    }

    @Test
    void a_scan_that_never_ends_fails_by_its_deadline() {
        String id = send(upload(List.of(sealed()), true))
                .then()
                .statusCode(202)
                .extract()
                .path("id");
        sql.update("update upload set deadline = now() - interval '1 second' where id = '" + id + "'");
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
}
