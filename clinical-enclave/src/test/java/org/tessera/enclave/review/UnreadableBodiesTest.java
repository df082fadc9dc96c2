package org.tessera.enclave.review;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.config.EncoderConfig;
import io.restassured.config.RestAssuredConfig;
import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tessera.testkit.OnRealServers;
import org.tessera.testkit.Tokens;

/** A body that is missing, or holds null or NUL where something must stand, is a mistake of the caller. */
@QuarkusTest
@OnRealServers("clinical-enclave")
class UnreadableBodiesTest {
    /** For every call that reads an object. */
    @ParameterizedTest
    @CsvSource({
        "rosalind, POST, /data-use-requests",
        "rosalind, PUT, /data-use-requests/%s",
        "camille, POST, /data-use-requests/%s/decision",
        "rosalind, PUT, /download-requests/%s",
        "rosalind, POST, /projects/%s/download-requests",
        "rosalind, POST, /projects/%s/match-requests",
        "rosalind, POST, /projects/%s/analyses",
        "oscar, POST, /download-requests/%s/reviews",
        "oscar, POST, /upload-requests/%s/decision"
    })
    @Retention(RetentionPolicy.RUNTIME)
    @interface EveryObject {}

    @EveryObject
    void a_body_that_is_empty_or_null_is_refused(String who, String method, String path) {
        for (String body : new String[] {"", "null"}) {
            assertRefused(who, method, path, body);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            PUT  | /download-requests/%s          | {"resources":[null]}
            PUT  | /download-requests/%s          | {"resources":[{"kind":"roc","parameters":{"suppress":null}}]}
            POST | /projects/%s/download-requests | {"resources":[null]}
            POST | /projects/%s/download-requests | {"resources":[{"kind":"roc","parameters":{"suppress":null}}]}
            POST | /data-use-requests             | {"collaborators":[null]}
            POST | /data-use-requests             | {"duo":["DUO:0000007",null]}
            """)
    void null_among_the_elements_is_refused(String method, String path, String body) {
        assertRefused("rosalind", method, path, body);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            rosalind | POST | /data-use-requests             | {"title":"a\\u0000"}
            rosalind | POST | /data-use-requests             | {"duo":["a\\u0000"]}
            """)
    void a_text_that_the_database_cannot_hold_is_refused(String who, String method, String path, String body) {
        assertRefused(who, method, path, body);
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/json", "application/*", "*/*"})
    void a_body_that_is_larger_than_any_request_is_refused_before_it_takes_memory(String type) {
        new People()
                .rosalind()
                .config(RestAssuredConfig.config()
                        .encoderConfig(EncoderConfig.encoderConfig()
                                .appendDefaultContentCharsetToContentTypeIfUndefined(false)
                                .encodeContentTypeAs(type, ContentType.TEXT)))
                .contentType(type)
                .body("{\"title\":\"" + "x".repeat(1 << 20) + "\"}")
                .post("/data-use-requests")
                .then()
                .statusCode(413)
                .contentType(startsWith("application/problem+json"))
                .body("kind", equalTo("too-large"))
                .body("detail", containsString("262144 bytes"));
    }

    @ParameterizedTest
    @CsvSource({"collaborators, 101", "duo, 101", "abstract, 20001", "rationale, 20001", "protocol, 65537", "title, 301"
    })
    void a_draft_that_is_longer_than_any_request_is_refused_at_its_field(String field, int length) {
        boolean list = field.equals("collaborators") || field.equals("duo");
        String value = list ? "[\"x\"" + ",\"x\"".repeat(length - 1) + "]" : "\"" + "x".repeat(length) + "\"";
        new People()
                .rosalind()
                .body("{\"" + field + "\":" + value + "}")
                .post("/data-use-requests")
                .then()
                .statusCode(400)
                .body("kind", equalTo("invalid"))
                .body("violations.field", hasItem(endsWith(field.equals("abstract") ? "summary" : field)));
    }

    @EveryObject
    void a_body_that_is_not_called_json_is_not_read(String who, String method, String path) {
        String id = UUID.randomUUID().toString();
        for (String type : new String[] {"text/plain", "application/octet-stream", "application/problem+json"}) {
            caller(who, id)
                    .contentType(type)
                    .body("{}".getBytes(StandardCharsets.UTF_8))
                    .request(method, path.formatted(id))
                    .then()
                    .statusCode(415)
                    .contentType(startsWith("application/problem+json"))
                    .body("kind", equalTo("media-type-unsupported"));
        }
    }

    @ParameterizedTest
    @CsvSource({"committee, /data-use-requests/%s/revoke", "administrator, /download-requests/%s/recall"})
    void a_comment_that_may_be_missing_needs_no_type(String role, String path) {
        given().auth()
                .oauth2(Tokens.of("enclave", "somebody", role))
                .noContentType()
                .post(path.formatted(UUID.randomUUID()))
                .then()
                .statusCode(404)
                .body("kind", equalTo("not-found"));
    }

    private static void assertRefused(String who, String method, String path, String body) {
        String id = UUID.randomUUID().toString();
        caller(who, id)
                .body(body)
                .request(method, path.formatted(id))
                .then()
                .statusCode(400)
                .contentType(startsWith("application/problem+json"));
    }

    private static RequestSpecification caller(String who, String project) {
        People people = new People();
        return switch (who) {
            case "camille" -> people.camille();
            case "oscar" -> people.oscar();
            default -> people.rosalind(project);
        };
    }
}
