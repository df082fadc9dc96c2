package org.tessera.rest;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import java.time.Duration;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.tessera.testkit.OnRealServers;
import org.tessera.testkit.Tokens;

@QuarkusTest
@OnRealServers("clinical-enclave")
class QuietPathsTest {
    private static RequestSpecification administrator() {
        return given().auth().oauth2(Tokens.of("enclave", "adele", "administrator"));
    }

    @Test
    void what_a_caller_writes_into_a_path_or_method_is_no_label_of_a_metric() {
        for (RequestSpecification who : new RequestSpecification[] {given(), administrator()}) {
            for (String method : new String[] {"GET", "PUT", "PATCH", "DELETE", "OPTIONS", "HEAD", "CANARY-METHOD"}) {
                given().spec(who).request(method, "/quarantine/canary-1/redrive");
                given().spec(who).request(method, "/quarantine/canary-{2}/redrive", "3");
                given().spec(who).request(method, "/canary-4");
            }
            given().spec(who).contentType("text/canary-5").body("x").post("/quarantine/canary-6/redrive");
            given().spec(who).accept("text/canary-7").post("/quarantine/canary-8/redrive");
        }
        administrator().get("/quarantine?limit=1").then().statusCode(200);

        await().atMost(Duration.ofMinutes(2))
                .untilAsserted(() -> assertThat(metrics()).contains("uri=\"/quarantine\""));
        assertThat(metrics()
                        .lines()
                        .filter(line -> line.toLowerCase(Locale.ROOT).contains("canary")))
                .isEmpty();
        assertThat(metrics()).contains("uri=\"OTHER\"");
    }

    private static String metrics() {
        return given().get("/q/metrics").asString();
    }
}
