package org.tessera.representativeness;

import static io.restassured.RestAssured.given;

import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.path.json.config.JsonPathConfig;
import io.restassured.path.json.config.JsonPathConfig.NumberReturnType;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import org.tessera.testkit.OpenApiCheck;
import org.tessera.testkit.Tokens;

/** Requests as a registered account of the commons, each answer held against the OpenAPI document. */
public final class Asking {
    private Asking() {}

    /** A request by an account in the role "registered". */
    public static RequestSpecification by(String account) {
        return in("registered", account);
    }

    /** A request by an account in a role. */
    public static RequestSpecification in(String role, String account) {
        return given().filter(OpenApiCheck.answers()).auth().oauth2(Tokens.of("commons", account, role));
    }

    /** Posts JSON as Rosalind. */
    public static ValidatableResponse post(String path, String json) {
        return by("rosalind")
                .contentType(ContentType.JSON)
                .body(json)
                .post(path)
                .then();
    }

    /** The answer with all its digits. */
    public static JsonPath digits(ValidatableResponse answer) {
        return answer.extract().jsonPath(JsonPathConfig.jsonPathConfig().numberReturnType(NumberReturnType.DOUBLE));
    }
}
