package org.tessera.contracttests;

import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.RestAssured;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Calls of the service under test. */
final class Calls {
    /** What a caller never needs to read: an exception or a class in its package, SQL with columns or in capitals. */
    private static final Pattern INSIDE = Pattern.compile("\\w(Exception|Error)\\b"
            + "|\\b([a-z]\\w*\\.){2,}[A-Z]\\w*"
            + "|\\bjava\\.(lang|util|io|sql)\\b"
            + "|\\bSQLSTATE\\b|\\bSQLState\\b"
            + "|\\b(constraint|relation) \""
            + "|\\bSELECT\\b.+\\bFROM\\b"
            + "|(?i:\\bselect (\\*|\\w+\\.\\w+|[\\w.]+(, ?[\\w.]+)+) from \\w)"
            + "|(?i:\\binsert into \\w+ ?\\(|\\bupdate \\w+ set \\w+ ?=|\\bdelete from \\w+ where )");

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
        return call(operation, token, "{}");
    }

    /** The same with that body. */
    static Response call(Reference.Operation operation, @Nullable String token, String body) {
        RequestSpecification request = as(token);
        String type = operation.takes().orElse("");
        if (type.startsWith("multipart/")) {
            request = request.contentType(type).multiPart("nothing", body);
        } else if (!type.isEmpty()) {
            request = request.contentType(type).body(body.getBytes(StandardCharsets.UTF_8));
        }
        return request.request(
                operation.method(), operation.pathOf(UUID.randomUUID().toString()));
    }

    /** {@link #isProblem(Response)} of that status. */
    static void isProblem(Response answer, int status) {
        assertThat(answer.statusCode()).isEqualTo(status);
        isProblem(answer);
    }

    /**
     * An error says what it is: a problem document (RFC 9457) with a type of its own, a kind, a title and the status of the
     * answer. Its texts are of one line each; a trace of the service's inside has several, or names a class, a constraint or
     * a statement of SQL.
     */
    static void isProblem(Response answer) {
        assertThat(answer.contentType()).as("media type of the error").startsWith("application/problem+json");
        JsonPath problem = answer.jsonPath();
        assertThat(problem.getString("type")).as("type").isNotBlank().isNotEqualTo("about:blank");
        assertThat(problem.getString("kind")).as("kind").isNotBlank();
        assertThat(problem.getString("title")).as("title").isNotBlank();
        assertThat(problem.getInt("status")).as("status").isEqualTo(answer.statusCode());
        assertThat(problem.getMap("").toString())
                .as("texts of the problem")
                .doesNotContain("\n")
                .doesNotContainPattern(INSIDE);
    }
}
