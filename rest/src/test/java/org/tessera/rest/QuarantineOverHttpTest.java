package org.tessera.rest;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.tessera.testkit.Border;
import org.tessera.testkit.OnRealServers;
import org.tessera.testkit.Tokens;

@QuarkusTest
@OnRealServers("clinical-enclave")
class QuarantineOverHttpTest {
    private static RequestSpecification administrator() {
        return given().auth().oauth2(Tokens.of("enclave", "adele", "administrator"));
    }

    private static RequestSpecification auditor() {
        return given().auth().oauth2(Tokens.of("enclave", "august", "auditor"));
    }

    @Test
    void the_quarantine_can_be_read_redriven_and_dismissed_by_those_who_may() {
        try (Border commons = Border.as("imaging-commons")) {
            commons.sendGarbage("commons.account-links.v1", "key");
        }
        await().atMost(Duration.ofMinutes(2))
                .until(() ->
                        auditor().get("/quarantine").jsonPath().getList("items").size() > 0);
        int id = auditor().get("/quarantine").jsonPath().getInt("items[0].id");
        auditor().post("/quarantine/" + id + "/redrive").then().statusCode(403);
        administrator()
                .post("/quarantine/" + id + "/redrive")
                .then()
                .statusCode(200)
                .body("state", equalTo("STILL_WRONG"))
                .body("reason", containsString("header-missing"));
        auditor().post("/quarantine/" + id + "/dismiss").then().statusCode(403);
        administrator()
                .post("/quarantine/" + id + "/dismiss")
                .then()
                .statusCode(200)
                .body("id", equalTo(id))
                .body("dismissedAt", notNullValue());
        administrator().post("/quarantine/4711/dismiss").then().statusCode(404);
    }
}
