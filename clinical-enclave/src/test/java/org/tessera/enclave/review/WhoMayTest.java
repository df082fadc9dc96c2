package org.tessera.enclave.review;

import io.quarkus.test.junit.QuarkusTest;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.tessera.testkit.AuthorizationMatrix;
import org.tessera.testkit.OnRealServers;

@QuarkusTest
@OnRealServers("clinical-enclave")
class WhoMayTest {
    private static final String NOBODYS = UUID.randomUUID().toString();

    @Test
    void every_endpoint_of_the_reviews_lets_in_whom_it_should_and_nobody_else() {
        AuthorizationMatrix.of("enclave")
                .allowWithBody("POST", "/data-use-requests", "{}", "researcher")
                .allow("GET", "/data-use-requests", "researcher", "committee")
                .allow("GET", "/data-use-requests/" + NOBODYS, "researcher", "committee")
                .allowWithBody("PUT", "/data-use-requests/" + NOBODYS, "{}", "researcher")
                .allow("POST", "/data-use-requests/" + NOBODYS + "/submit", "researcher")
                .allow("POST", "/data-use-requests/" + NOBODYS + "/withdraw", "researcher")
                .allow("POST", "/data-use-requests/" + NOBODYS + "/close", "researcher")
                .allow("POST", "/data-use-requests/" + NOBODYS + "/review", "committee")
                .allowWithBody(
                        "POST", "/data-use-requests/" + NOBODYS + "/decision", "{\"decision\":\"DENY\"}", "committee")
                .allowWithBody("POST", "/data-use-requests/" + NOBODYS + "/revoke", "{}", "committee")
                .allow("GET", "/projects", "researcher")
                .allow("GET", "/projects/" + NOBODYS, "researcher")
                .allow("POST", "/account-link-codes", "researcher")
                .allow("GET", "/account-link", "researcher")
                .allow("GET", "/upload-requests", "output-checker", "researcher")
                .allow("GET", "/upload-requests/" + NOBODYS, "output-checker", "researcher")
                .allowWithBody(
                        "POST",
                        "/upload-requests/" + NOBODYS + "/decision",
                        "{\"decision\":\"REJECT\"}",
                        "output-checker")
                .allowWithBody("POST", "/projects/" + NOBODYS + "/download-requests", "{}", "researcher")
                .allow("GET", "/download-requests", "researcher", "output-checker", "administrator")
                .allow("GET", "/download-requests/" + NOBODYS, "researcher", "output-checker", "administrator")
                .allowWithBody("PUT", "/download-requests/" + NOBODYS, "{}", "researcher")
                .allow("POST", "/download-requests/" + NOBODYS + "/submit", "researcher")
                .allow("POST", "/download-requests/" + NOBODYS + "/withdraw", "researcher")
                .allowWithBody(
                        "POST",
                        "/download-requests/" + NOBODYS + "/reviews",
                        "{\"verdict\":\"REJECT\"}",
                        "output-checker")
                .allow("POST", "/download-requests/" + NOBODYS + "/release", "output-checker", "administrator")
                .allowWithBody(
                        "POST", "/download-requests/" + NOBODYS + "/recall", "{}", "output-checker", "administrator")
                .allow("GET", "/download-requests/" + NOBODYS + "/resources/x", "researcher", "output-checker")
                .allow("GET", "/representativeness-reports", "researcher")
                .check();
    }
}
