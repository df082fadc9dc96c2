package org.tessera.imaging;

import static io.restassured.RestAssured.given;

import com.atlassian.oai.validator.restassured.OpenApiValidationFilter;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.tessera.testkit.OpenApiCheck;
import org.tessera.testkit.Tokens;

/** Calls to the commons as people would make them; each answer is held against the OpenAPI document. */
final class Commons {
    private static @Nullable OpenApiValidationFilter contract;

    private Commons() {}

    private static synchronized OpenApiValidationFilter contract() {
        OpenApiValidationFilter known = contract;
        if (known == null) {
            known = OpenApiCheck.answers();
            contract = known;
        }
        return known;
    }

    static RequestSpecification as(String token) {
        return given().filter(contract()).auth().oauth2(token).header("Idempotency-Key", UUID.randomUUID());
    }

    static RequestSpecification rosalind() {
        return as(Tokens.of("commons", "rosalind", "registered"));
    }

    static RequestSpecification barbara() {
        return as(Tokens.of("commons", "barbara", "registered"));
    }

    static RequestSpecification curtis() {
        return as(Tokens.of("commons", "curtis", "curator"));
    }

    static Response submit(BundleFixture bundle) {
        return submit(bundle.zip());
    }

    static Response submit(byte[] zip) {
        return curtis().contentType("application/zip").body(zip).post("/submissions");
    }

    static Response publish(String version) {
        return curtis().contentType("application/json")
                .body("{\"version\":\"" + version + "\"}")
                .post("/catalogue-versions");
    }

    static Response saveCohort(RequestSpecification who, String filter) {
        return who.contentType("application/json")
                .body("{\"name\":\"AP 0..7\",\"filter\":" + filter + "}")
                .post("/cohorts");
    }
}
