package org.tessera.testkit;

import com.atlassian.oai.validator.OpenApiInteractionValidator;
import com.atlassian.oai.validator.report.LevelResolver;
import com.atlassian.oai.validator.report.ValidationReport.Level;
import com.atlassian.oai.validator.restassured.OpenApiValidationFilter;
import io.restassured.RestAssured;

/**
 * Holds every answer of a service against the OpenAPI document the service itself publishes. Requests are not held
 * against it: tests send wrong ones on purpose.
 */
public final class OpenApiCheck {
    private OpenApiCheck() {}

    /**
     * A REST Assured filter, {@code given().filter(OpenApiCheck.answers())}; fails the test when an answer's status,
     * media type or body is not as documented. Call it when the service is up.
     */
    public static OpenApiValidationFilter answers() {
        String document = RestAssured.given()
                .accept("application/json")
                .get("/q/openapi?format=json")
                .then()
                .statusCode(200)
                .extract()
                .asString();
        return new OpenApiValidationFilter(validator(document)
                .withLevelResolver(LevelResolver.create()
                        .withLevel("validation.request", Level.IGNORE)
                        .withLevel("validation.request.path.missing", Level.ERROR)
                        .withLevel("validation.request.operation.notAllowed", Level.IGNORE)
                        .withLevel("validation.response", Level.ERROR)
                        .build())
                .build());
    }

    /** Validates by a document. */
    public static OpenApiInteractionValidator.Builder validator(String document) {
        return OpenApiInteractionValidator.createForInlineApiSpecification(OpenApi30.of(document));
    }
}
