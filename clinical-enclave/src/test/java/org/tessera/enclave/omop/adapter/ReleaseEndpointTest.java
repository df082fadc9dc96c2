package org.tessera.enclave.omop.adapter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.tessera.enclave.EnclaveWorld.as;
import static org.tessera.enclave.EnclaveWorld.bundle;
import static org.tessera.enclave.EnclaveWorld.checked;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.tessera.contracts.Domain;
import org.tessera.contracts.EnclaveRef;
import org.tessera.contracts.Withdrawal;
import org.tessera.enclave.EnclaveWorld;
import org.tessera.enclave.omop.Bundles;
import org.tessera.enclave.omop.References;
import org.tessera.messaging.Sql;
import org.tessera.testkit.Border;
import org.tessera.testkit.OnRealServers;
import org.tessera.testkit.Tokens;

@QuarkusTest
@OnRealServers("clinical-enclave")
class ReleaseEndpointTest {
    private static final String ANNA = "1a".repeat(32);
    private static final String BERT = "2b".repeat(32);
    private static final Map<String, String> FILES = Map.of(
            "omop/person.csv",
            "person_id,year_of_birth\r\n" + ANNA + ",1950\r\n" + BERT + ",1960\r\n",
            "omop/measurement.csv",
            "\uFEFFmeasurement_id,person_id,measurement_concept_id,measurement_date,value_source_value\r\n1," + ANNA
                    + ",0,2020-03-01,\"Detected, strong\"\r\n2," + ANNA + ",0,yesterday,x\r\n",
            "omop/note.csv",
            "note_id,note_text\n1,secret\n");

    @Inject
    Sql sql;

    @Inject
    References references;

    @Test
    void a_steward_loads_a_bundle_and_the_totals_add_up() {
        ValidatableResponse answer = post(as("stewart", "steward"), bundle("RT.1", FILES))
                .statusCode(201)
                .body("state", equalTo("LOADED"))
                .body("partner", equalTo("partner-north"))
                .body("files.find { it.file == 'omop/measurement.csv' }.rows", equalTo(2))
                .body("files.find { it.file == 'omop/measurement.csv' }.accepted", equalTo(1))
                .body("files.find { it.file == 'omop/measurement.csv' }.rejected", equalTo(1))
                .body("files.find { it.file == 'omop/note.csv' }.warnings", hasSize(1))
                .body("errors[0].line", equalTo(3))
                .body("errors[0].reason", equalTo("measurement_date is not an ISO date"));
        String id = answer.extract().path("id");
        String body = as("stewart", "steward")
                .get("/releases/" + id)
                .then()
                .statusCode(200)
                .extract()
                .asString();
        assertThat(body).doesNotContain(ANNA).doesNotContain(BERT);
        as("stewart", "steward")
                .get("/releases/" + id + "/errors")
                .then()
                .statusCode(200)
                .body("items", hasSize(1));
        as("stewart", "steward").get("/releases").then().statusCode(200).body("items.id", hasItem(id));
        as("stewart", "steward").get("/releases/" + UUID.randomUUID()).then().statusCode(404);
    }

    @Test
    void the_same_release_again_replaces_its_rows_and_keeps_the_numbers() {
        post(as("stewart", "steward"), bundle("RT.2", FILES)).statusCode(201);
        List<Long> before = numbers("RT.2");
        post(as("stewart", "steward"), bundle("RT.2", FILES)).statusCode(201);

        assertThat(numbers("RT.2")).isEqualTo(before).hasSize(2);
        assertThat(sql.list(
                        "select m.person_id from omop.measurement m join person_ref r using (person_id) where release = 'RT.2'",
                        row -> row.getLong(1)))
                .hasSize(1);
    }

    @Test
    void rows_of_persons_without_the_persons_are_refused_and_replace_nothing() {
        String first = post(as("stewart", "steward"), bundle("RT.8", FILES))
                .statusCode(201)
                .extract()
                .path("id");
        Map<String, String> headless = new HashMap<>(FILES);
        headless.remove("omop/person.csv");

        post(as("stewart", "steward"), bundle("RT.8", headless))
                .statusCode(422)
                .body("type", equalTo("urn:tessera:problem:bundle-without-persons"));

        assertInForce(first, "RT.8");
    }

    @Test
    void persons_of_whom_no_row_is_good_are_refused_and_replace_nothing() {
        String first = post(as("stewart", "steward"), bundle("RT.10", FILES))
                .statusCode(201)
                .extract()
                .path("id");
        Map<String, String> spoiled = new HashMap<>(FILES);
        spoiled.put("omop/person.csv", "person_id,year_of_birth\n" + ANNA + ",soon\n" + BERT + ",later\n");

        post(as("stewart", "steward"), bundle("RT.10", spoiled))
                .statusCode(422)
                .body("type", equalTo("urn:tessera:problem:bundle-without-persons"))
                .body("detail", containsString("line 2: year_of_birth"));
        assertInForce(first, "RT.10");

        spoiled.put("omop/person.csv", "person_id,year_of_birth\n");
        post(as("stewart", "steward"), bundle("RT.10", spoiled))
                .statusCode(422)
                .body("type", equalTo("urn:tessera:problem:bundle-without-persons"));
        assertInForce(first, "RT.10");
    }

    @Test
    void vocabulary_alone_replaces_nothing() {
        String first = post(as("stewart", "steward"), bundle("RT.9", FILES))
                .statusCode(201)
                .extract()
                .path("id");

        post(
                        as("stewart", "steward"),
                        bundle("RT.9", Map.of("omop/vocabulary.csv", "vocabulary_id,vocabulary_name\nT,A test\n")))
                .statusCode(201);

        assertInForce(first, "RT.9");
    }

    private void assertInForce(String submission, String release) {
        as("stewart", "steward").get("/releases/" + submission).then().body("state", equalTo("LOADED"));
        assertThat(sql.count(
                        "select count(*) from omop.person join person_ref using (person_id) where release = ?",
                        release))
                .isEqualTo(2);
    }

    @Test
    void one_idempotency_key_loads_once() {
        String key = UUID.randomUUID().toString();
        byte[] zip = bundle("RT.3", FILES);
        String first = post(as("stewart", "steward"), zip, key)
                .statusCode(201)
                .extract()
                .path("id");
        String second = post(as("stewart", "steward"), zip, key)
                .statusCode(201)
                .extract()
                .path("id");

        assertThat(second).isEqualTo(first);
        post(as("stewart", "steward"), bundle("RT.4", FILES), key).statusCode(422);
        as("stewart", "steward")
                .contentType("application/zip")
                .body(zip)
                .post("/releases")
                .then()
                .statusCode(400);
    }

    @Test
    void a_bundle_that_its_partner_did_not_sign_is_refused_as_a_whole() {
        byte[] forged = Bundles.signed("partner-north", "RT.5", FILES, EnclaveWorld.signingKey("partner-south"));
        post(as("stewart", "steward"), forged)
                .statusCode(422)
                .contentType("application/problem+json")
                .body("type", equalTo("urn:tessera:problem:bundle-signature-wrong"));
        byte[] stranger = Bundles.signed("partner-nobody", "RT.5", FILES, EnclaveWorld.signingKey("partner-south"));
        post(as("stewart", "steward"), stranger)
                .statusCode(422)
                .body("type", equalTo("urn:tessera:problem:bundle-partner-unknown"));
        post(as("stewart", "steward"), "not a zip".getBytes(java.nio.charset.StandardCharsets.UTF_8))
                .statusCode(422)
                .body("type", equalTo("urn:tessera:problem:bundle-not-a-zip"));
        assertThat(numbers("RT.5")).isEmpty();
    }

    @Test
    void only_a_steward_of_the_enclave_loads_and_sees_errors() {
        byte[] zip = bundle("RT.6", FILES);
        for (String role : List.of("researcher", "committee", "output-checker", "administrator", "auditor")) {
            post(as("somebody", role), zip).statusCode(403);
            as("somebody", role)
                    .get("/releases/" + UUID.randomUUID() + "/errors")
                    .then()
                    .statusCode(403);
        }
        post(checked().auth().oauth2(Tokens.of("commons", "curtis", "steward")), zip)
                .statusCode(401);
        post(checked(), zip).statusCode(401);
        post(checked().auth().oauth2(Tokens.expired("enclave", "stewart", "steward")), zip)
                .statusCode(401);
        post(checked().auth().oauth2(Tokens.unsigned("enclave", "stewart", "steward")), zip)
                .statusCode(401);
        post(checked().auth().oauth2(Tokens.signedByAnother("enclave", "stewart", "steward")), zip)
                .statusCode(401);
        post(checked().auth().oauth2(Tokens.forAnotherAudience("enclave", "stewart", "steward")), zip)
                .statusCode(401);
    }

    @Test
    void how_many_rows_a_partner_has_is_not_told_to_researchers() {
        String id = post(as("stewart", "steward"), bundle("RT.20", FILES))
                .statusCode(201)
                .extract()
                .path("id");
        String its = "items.find { it.id == '" + id + "' }.files";
        as("stewart", "steward").get("/releases").then().statusCode(200).body(its, hasSize(3));
        as("rosalind-e", "researcher").get("/releases").then().statusCode(200).body(its, hasSize(0));
    }

    @Test
    void lists_are_for_those_who_work_with_releases() {
        as("rosalind-e", "researcher").get("/releases").then().statusCode(200);
        as("olivia", "output-checker").get("/releases").then().statusCode(403);
        checked().get("/releases").then().statusCode(401);
        checked()
                .auth()
                .oauth2(Tokens.of("commons", "rosalind", "researcher"))
                .get("/releases")
                .then()
                .statusCode(401);
        as("rosalind-e", "researcher")
                .get("/releases/" + UUID.randomUUID())
                .then()
                .statusCode(403);
        as("rosalind-e", "researcher").get("/releases?limit=0").then().statusCode(400);
    }

    @Test
    void an_opt_out_is_marked_and_a_partner_withdraws_its_own_references_only() {
        String mine = "3c".repeat(32);
        String other = "4d".repeat(32);
        EnclaveWorld.loadPersons("RT.7", mine, other);
        try (Border north = Border.as("partner-north");
                Border south = Border.as("partner-south")) {
            south.send("partner.clinical-withdrawals.v1", other, Withdrawal.of(Domain.CLINICAL, other));
            north.send("partner.clinical-withdrawals.v1", mine, Withdrawal.of(Domain.CLINICAL, mine));
        }
        Awaitility.await().atMost(Duration.ofMinutes(2)).until(() -> withdrawn(mine));
        Awaitility.await()
                .atMost(Duration.ofMinutes(2))
                .until(() -> as("august", "auditor")
                        .get("/quarantine")
                        .then()
                        .extract()
                        .asString()
                        .contains("reference-of-another-partner"));
        assertThat(withdrawn(other)).isFalse();
        as("august", "auditor").get("/quarantine").then().body("items.reason", everyItem(not(equalTo(mine))));
    }

    private boolean withdrawn(String reference) {
        EnclaveRef ref = new EnclaveRef(reference);
        References.Standing standing = references.standing("RT.7", List.of(ref)).get(ref);
        return standing != null && standing.withdrawn();
    }

    private List<Long> numbers(String release) {
        return sql.list(
                "select person_id from person_ref where release = ? order by enclave_ref",
                row -> row.getLong(1),
                release);
    }

    private static ValidatableResponse post(io.restassured.specification.RequestSpecification caller, byte[] zip) {
        return post(caller, zip, UUID.randomUUID().toString());
    }

    private static ValidatableResponse post(
            io.restassured.specification.RequestSpecification caller, byte[] zip, String key) {
        return caller.contentType("application/zip")
                .header("Idempotency-Key", key)
                .body(zip)
                .post("/releases")
                .then();
    }
}
