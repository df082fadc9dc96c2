package org.tessera.representativeness;

import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;
import org.tessera.testkit.AuthorizationMatrix;
import org.tessera.testkit.OnRealServers;

@QuarkusTest
@OnRealServers("representativeness-service")
class AuthorizationTest {
    @Test
    void only_a_good_token_of_this_realm_with_the_role_gets_in() {
        AuthorizationMatrix.of("commons")
                .allow("GET", "/references", "registered", "curator")
                .allow("GET", "/references/us-census", "registered", "curator")
                .allow("GET", "/references/us-census/1", "registered", "curator")
                .allow("GET", "/alignments", "registered", "curator")
                .allowWithBody("POST", "/alignments", "{}", "registered", "curator")
                .allowWithBody("POST", "/alignments/midrc-cdc/sex/trial", "[\"F\"]", "registered", "curator")
                .allow("GET", "/reports", "registered")
                .allow("GET", "/subgroup-reports", "registered")
                .allow("GET", "/profiles", "registered")
                .allowWithBody("POST", "/distances", "{}", "registered", "curator")
                .allowWithBody("POST", "/advice", "{}", "registered", "curator")
                .allowWithBody("POST", "/curves", "{}", "registered", "curator")
                .check();
    }
}
