package org.tessera.contracttests;

import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.RestAssured;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Calls of the service under test. */
final class Calls {
    private Calls() {}

    /** A call with that token, or with none. */
    static RequestSpecification as(@Nullable String token) {
        RequestSpecification request = RestAssured.given()
                .config(Target.tls())
                .baseUri(Target.url())
                .redirects()
                .follow(false);
        return token == null ? request : request.auth().oauth2(token);
    }

    /** Calls an operation upon something that does not exist, with an empty body of the media type it takes. */
    static Response call(Reference.Operation operation, @Nullable String token) {
        RequestSpecification request = as(token);
        String type = operation.takes().orElse("");
        if (type.startsWith("multipart/")) {
            request = request.contentType(type).multiPart("nothing", "{}");
        } else if (!type.isEmpty()) {
            request = request.contentType(type).body("{}".getBytes(StandardCharsets.UTF_8));
        }
        return request.request(operation.method(), operation.examplePath());
    }

    /** An error says what it is: a problem document (RFC 9457) with a type, a title and the status of the answer. */
    static void isProblem(Response answer, int status) {
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.contentType()).as("media type of the error").startsWith("application/problem+json");
        assertThat(answer.jsonPath().getString("title")).as("title").isNotBlank();
        assertThat(answer.jsonPath().getInt("status")).as("status").isEqualTo(status);
    }
}
