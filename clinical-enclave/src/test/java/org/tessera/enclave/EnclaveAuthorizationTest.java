package org.tessera.enclave;

import io.quarkus.test.junit.QuarkusTest;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.tessera.testkit.AuthorizationMatrix;
import org.tessera.testkit.OnRealServers;

@QuarkusTest
@OnRealServers("clinical-enclave")
class EnclaveAuthorizationTest {
    @Test
    void releases_and_catalogue_open_to_their_roles_and_to_no_other() {
        String unknown = UUID.randomUUID().toString();
        AuthorizationMatrix.of("enclave")
                .allow("GET", "/releases", "steward", "researcher", "administrator", "auditor")
                .allow("GET", "/releases/" + unknown, "steward", "administrator", "auditor")
                .allow("GET", "/releases/" + unknown + "/errors", "steward")
                .allow(
                        "GET",
                        "/catalogue-versions",
                        "researcher",
                        "committee",
                        "output-checker",
                        "steward",
                        "administrator",
                        "auditor")
                .check();
    }

    @Test
    void match_requests_and_match_table_open_to_researchers() {
        String project = "/projects/" + UUID.randomUUID();
        String request = project + "/match-requests/" + UUID.randomUUID();
        AuthorizationMatrix.of("enclave")
                .allow("GET", project + "/match-requests", "researcher")
                .allow("GET", request, "researcher")
                .allow("POST", request + "/cancel", "researcher")
                .allow("GET", project + "/match-table", "researcher")
                .allowWithBody(
                        "POST",
                        project + "/match-requests",
                        "{\"clinicalRelease\":\"R1\",\"catalogueVersion\":\"1\"}",
                        "researcher")
                .check();
    }
}
