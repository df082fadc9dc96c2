package org.tessera.imaging;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.tessera.testkit.AuthorizationMatrix;
import org.tessera.testkit.OnRealServers;
import org.tessera.testkit.Tokens;

@QuarkusTest
@OnRealServers("imaging-commons")
class AuthorizationTest {
    private static final String ID = "/00000000-0000-0000-0000-000000000000";

    private static final List<String> SUBMIT = List.of("POST", "/submissions", "curator");

    /** Endpoint to roles; everything in the OpenAPI document must be here. */
    private static final List<List<String>> TABLE = List.of(
            SUBMIT,
            List.of("GET", "/submissions", "curator", "auditor"),
            List.of("GET", "/submissions/{id}", "curator", "auditor"),
            List.of("GET", "/submissions/{id}/errors", "curator", "auditor"),
            List.of("POST", "/catalogue-versions", "curator"),
            List.of("GET", "/catalogue-versions", "registered", "curator", "auditor"),
            List.of("GET", "/cases", "registered", "curator"),
            List.of("GET", "/cases/{submitter_id}", "registered", "curator"),
            List.of("POST", "/cohorts", "registered"),
            List.of("GET", "/cohorts", "registered"),
            List.of("GET", "/cohorts/{id}", "registered"),
            List.of("DELETE", "/cohorts/{id}", "registered"),
            List.of("GET", "/cohorts/{id}/manifest", "registered"),
            List.of("POST", "/cohorts/{id}/profile", "registered"),
            List.of("POST", "/manifests", "registered"),
            List.of("POST", "/cohorts/{id}/feasibility-requests", "registered"),
            List.of("GET", "/feasibility-requests", "registered"),
            List.of("GET", "/feasibility-requests/{id}", "registered"),
            List.of("POST", "/feasibility-requests/{id}/cancel", "registered"),
            List.of("POST", "/account-links", "registered"),
            List.of("POST", "/upload-requests", "registered"),
            List.of("GET", "/upload-requests", "registered"),
            List.of("GET", "/upload-requests/{id}", "registered"),
            List.of("POST", "/upload-requests/{id}/cancel", "registered"),
            List.of("GET", "/sealing-keys/{client}", "registered"),
            List.of("GET", "/representativeness-reports", "registered"),
            List.of("GET", "/ga4gh/drs/v1/service-info"),
            List.of("GET", "/ga4gh/drs/v1/objects/{object_id}", "registered", "curator"),
            List.of("GET", "/ga4gh/drs/v1/objects/{object_id}/access/{access_id}", "registered"),
            List.of("GET", "/files/{object_id}", "registered"),
            List.of("GET", "/ledger", "auditor"),
            List.of("GET", "/ledger/head", "auditor"),
            List.of("GET", "/quarantine", "curator", "auditor"),
            List.of("POST", "/quarantine/{id}/redrive", "curator"),
            List.of("POST", "/quarantine/{id}/dismiss", "curator"));

    private static final Set<String> WITH_JSON =
            Set.of("/catalogue-versions", "/cohorts", "/manifests", "/account-links", "/upload-requests");

    @Test
    void every_endpoint_lets_in_who_may_and_nobody_else() {
        AuthorizationMatrix matrix = AuthorizationMatrix.of("commons");
        for (List<String> row : TABLE) {
            if (row.equals(SUBMIT)) {
                continue; // takes a zip: the next test
            }
            String path = row.get(1)
                    .replace("/quarantine/{id}", "/quarantine/1")
                    .replaceAll("/\\{(id|client|submitter_id|object_id|access_id)}", ID);
            String[] roles = row.subList(2, row.size()).toArray(String[]::new);
            if (row.getFirst().equals("POST") && WITH_JSON.contains(row.get(1))) {
                matrix.allowWithBody("POST", path, "{}", roles);
            } else {
                matrix.allow(row.getFirst(), path, roles);
            }
        }
        matrix.check();
    }

    @Test
    void only_a_curator_brings_a_bundle() {
        assertThat(bring(Tokens.of("commons", "curtis", "curator"))).isEqualTo(422);
        assertThat(bring(Tokens.of("commons", "rosalind", "registered"))).isEqualTo(403);
        assertThat(bring(Tokens.of("commons", "audrey", "auditor"))).isEqualTo(403);
        assertThat(bring(Tokens.of("commons", "both", "curator", "registered"))).isEqualTo(403);
        assertThat(bring(Tokens.of("enclave", "curtis", "curator"))).isEqualTo(401);
        assertThat(bring(Tokens.expired("commons", "curtis", "curator"))).isEqualTo(401);
        assertThat(bring(Tokens.unsigned("commons", "curtis", "curator"))).isEqualTo(401);
        assertThat(bring(Tokens.forAnotherAudience("commons", "curtis", "curator")))
                .isEqualTo(401);
        assertThat(bring("garbage")).isEqualTo(401);
    }

    private static int bring(String token) {
        return Commons.as(token)
                .contentType("application/zip")
                .body(new byte[10])
                .post("/submissions")
                .statusCode();
    }

    @Test
    void every_endpoint_of_the_document_is_in_the_table_and_described() {
        Map<String, Map<String, Object>> paths = RestAssured.given()
                .accept("application/json")
                .get("/q/openapi?format=json")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath()
                .getMap("paths");
        Set<String> documented = new TreeSet<>();
        paths.forEach((path, item) -> item.forEach((method, operation) -> {
            if (Set.of("get", "post", "put", "patch", "delete").contains(method)) {
                documented.add(method.toUpperCase(java.util.Locale.ROOT) + " " + path);
                assertThat(((Map<?, ?>) operation).get("summary"))
                        .as(method + " " + path)
                        .isNotNull();
                if (!path.startsWith("/ledger") && !path.startsWith("/quarantine")) {
                    assertThat(((Map<?, ?>) operation).get("description"))
                            .as(method + " " + path)
                            .isNotNull();
                }
            }
        }));
        assertThat(documented)
                .isEqualTo(TABLE.stream()
                        .map(row -> row.getFirst() + " " + row.get(1))
                        .collect(Collectors.toCollection(TreeSet::new)));
    }
}
