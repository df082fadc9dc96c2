package org.tessera.rest;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tessera.testkit.OnRealServers;
import org.tessera.testkit.Tokens;

/** A form that is broken is the caller's mistake. */
@QuarkusTest
@OnRealServers("clinical-enclave")
class BrokenFormsTest {
    private static final String PART = "--x\r\nContent-Disposition: form-data; name=\"name\"\r\n\r\nlamp\r\n";

    private static ValidatableResponse sent(String type, String body) {
        return given().auth()
                .oauth2(Tokens.of("enclave", "rosalind-e", "researcher"))
                .header("Content-Type", type)
                .body(body.getBytes(UTF_8))
                .post("/things/form")
                .then();
    }

    @Test
    void a_form_is_read() {
        sent("multipart/form-data; boundary=x", PART + "--x--\r\n")
                .statusCode(200)
                .body(equalTo("4"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"rubbish", PART, "--x\r\nno header\r\n\r\n--x--\r\n"})
    void a_form_that_is_cut_off_or_none_is_a_problem(String body) {
        isRefused("form-incomplete", sent("multipart/form-data; boundary=x", body));
    }

    @Test
    void a_form_in_letters_that_nobody_knows_is_a_problem() {
        isRefused("bad-request", sent("multipart/form-data; boundary=x; charset=klingon", PART + "--x--\r\n"));
    }

    private static void isRefused(String kind, ValidatableResponse answer) {
        answer.statusCode(400).contentType("application/problem+json").body("kind", equalTo(kind));
    }
}
