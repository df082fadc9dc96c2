package org.tessera.imaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tessera.testkit.OnRealServers;
import org.tessera.testkit.Tokens;

/** What could be accepted here and never be told to anybody else is refused at once, with its reason. */
@QuarkusTest
@OnRealServers("imaging-commons")
class UnusableInputTest {
    private static final String UPLOAD =
            "{\"project\":\"p\",\"schema\":\"%s\",\"model\":{\"name\":\"%s\",\"version\":\"%s\","
                    + "\"digest\":\"sha256:" + "a".repeat(64) + "\"},\"manifestDigest\":\"sha256:" + "b".repeat(64)
                    + "\",\"rows\":1,\"attested\":true,\"sealedParts\":[\"x\"]}";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "/cohorts | null",
                "/cohorts | {\"name\":\"n\",\"filter\":{\"studyModality\":[null]}}",
                "/cohorts | {\"name\":\"n\",\"filter\":{\"sex\":[null]}}",
                "/cohorts | {\"name\":\"nul \\u0000\",\"filter\":{}}",
                "/cohorts | {\"name\":\"n\",\"filter\":{\"site\":[\"nul \\u0000\"]}}",
                "/manifests | {\"submitterIds\":[null]}",
                "/manifests | null",
                "/upload-requests | null",
                "/account-links | null",
                "/account-links | {\"code\":\"01234567890123456789012345678901234567890123456789012345678901234\"}",
            })
    void a_body_that_nobody_can_use_is_the_callers_mistake(String path, String body) {
        RestAssured.given()
                .auth()
                .oauth2(Tokens.of("commons", "rosalind", "registered"))
                .header("Idempotency-Key", UUID.randomUUID())
                .contentType("application/json")
                .body(body)
                .post(path)
                .then()
                .statusCode(400)
                .contentType("application/problem+json");
    }

    @ParameterizedTest
    @CsvSource({"imaging-index/1000,m,1", "index-2/1,m,1", "imaging-index/1,my model,1", "imaging-index/1,m,1 beta"})
    void an_upload_that_no_message_could_carry_is_refused(String schema, String name, String version) {
        RestAssured.given()
                .auth()
                .oauth2(Tokens.of("commons", "rosalind", "registered"))
                .header("Idempotency-Key", UUID.randomUUID())
                .contentType("application/json")
                .body(UPLOAD.formatted(schema, name, version))
                .post("/upload-requests")
                .then()
                .statusCode(400)
                .body("kind", equalTo("invalid"));
    }

    @Test
    void what_is_longer_than_a_request_can_be_is_refused_before_it_takes_memory() {
        String long200 = "\"x\",".repeat(200);
        Commons.saveCohort(Commons.rosalind(), "{\"sex\":[" + "\"x\",".repeat(250_000) + "\"x\"]}")
                .then()
                .statusCode(413)
                .body("detail", containsString("262144 bytes"));
        Commons.saveCohort(Commons.rosalind(), "{\"sex\":[" + long200 + "\"x\"]}")
                .then()
                .statusCode(400)
                .body("violations.field", hasItem(containsString("filter.sex")));
        posted("/manifests", "{\"submitterIds\":[\"a\"],\"filter\":{\"site\":[" + long200 + "\"x\"]}}")
                .then()
                .statusCode(400)
                .body("violations.field", hasItem(containsString("filter.site")));
        posted(
                        "/upload-requests",
                        UPLOAD.formatted("imaging-index/1", "m", "1")
                                .replace("\"x\"", "\"x\"" + ",\"x\"".repeat(1_000)))
                .then()
                .statusCode(400)
                .body("violations.field", hasItem(containsString("sealedParts")));
    }

    @Test
    void a_list_of_cases_takes_no_more_and_no_longer_values_than_a_filter_in_a_body_does() {
        Published.version("BOUND-", 1);
        for (String parameter : List.of("sex", "race", "ethnicity", "studyModality", "viewPosition", "site")) {
            listed(parameter, Collections.nCopies(201, "x"))
                    .then()
                    .statusCode(400)
                    .body("violations.field", hasItem(containsString(parameter)));
            listed(parameter, List.of("x".repeat(201)))
                    .then()
                    .statusCode(400)
                    .body("violations.field", hasItem(containsString(parameter)));
        }
        listed("catalogueVersion", List.of("x".repeat(101))).then().statusCode(400);
        listed("site", Collections.nCopies(200, "x")).then().statusCode(200).body("items", hasSize(0));
    }

    private static Response listed(String parameter, List<String> values) {
        return Commons.rosalind().queryParam(parameter, values).get("/cases");
    }

    @Test
    void the_cases_of_a_manifest_may_be_many() {
        Published.version("MANY-", 1);
        String ids = "\"unknown-case-000001\",".repeat(99_999) + "\"MANY-1\"";
        posted("/manifests", "{\"submitterIds\":[" + ids + "]}").then().statusCode(200);
    }

    private static Response posted(String path, String body) {
        return Commons.rosalind()
                .header("Idempotency-Key", UUID.randomUUID())
                .contentType("application/json")
                .body(body)
                .post(path);
    }

    @Test
    void of_a_cohort_of_nobody_no_profile_is_sent() {
        Published.version("NOBODY-", 1);
        String id = Commons.saveCohort(Commons.rosalind(), "{\"site\":[\"nowhere\"]}")
                .then()
                .statusCode(201)
                .body("subjects", equalTo(0))
                .extract()
                .path("id");
        Commons.rosalind()
                .post("/cohorts/" + id + "/profile")
                .then()
                .statusCode(409)
                .body("kind", equalTo("cohort-empty"));
    }

    @Test
    void a_case_that_is_too_long_for_the_catalogue_stays_out_and_the_others_go_in() {
        StringBuilder tests = new StringBuilder("type\tcases.submitter_id\ttest_days_from_index\n");
        for (int day = 0; day < 22_000; day++) {
            tests.append("measurement\tLONG-1\t").append(day).append('\n');
        }
        Commons.submit(BundleFixture.cases("LONG-", 3).with("imaging/measurement.tsv", tests.toString()))
                .then()
                .statusCode(201)
                .body("errors.reason", hasItem("submitter_id: more studies, series and tests than fit into 6 MiB"));
        Commons.rosalind().get("/cases/LONG-1").then().statusCode(404);
        Commons.publish("long-" + UUID.randomUUID().toString().substring(0, 6))
                .then()
                .statusCode(201);
        Commons.rosalind().get("/cases/LONG-2").then().statusCode(200).body("submitter_id", equalTo("LONG-2"));
    }

    @Test
    void an_archive_that_ends_too_early_is_refused() throws IOException {
        byte[] whole = zip("manifest.json", "some text ".repeat(1_000));
        // The sizes of the only entry in the directory at the end stay; of its deflated bytes the middle is gone.
        byte[] cut = whole.clone();
        Arrays.fill(cut, 45, 60, (byte) 0xFF);
        Commons.submit(cut).then().statusCode(422);
        byte[] none = whole.clone();
        Arrays.fill(none, 43, 90, (byte) 0);
        assertThat(Commons.submit(none).statusCode()).isEqualTo(422);
    }

    private static byte[] zip(String name, String content) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry(name));
            zip.write(content.getBytes(StandardCharsets.UTF_8));
            zip.closeEntry();
        }
        return bytes.toByteArray();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "/cohorts | {\"name\":\"n\",\"filter\":{}}",
                "/manifests | {\"submitterIds\":[\"I-1\"]}",
                "/upload-requests | {}",
                "/account-links | {\"code\":\"CODE-0001\"}",
            })
    void a_body_that_is_not_called_json_is_not_read(String path, String body) {
        for (String type : new String[] {"text/plain", "application/octet-stream", "application/problem+json"}) {
            RestAssured.given()
                    .auth()
                    .oauth2(Tokens.of("commons", "rosalind", "registered"))
                    .header("Idempotency-Key", UUID.randomUUID())
                    .contentType(type)
                    .body(body.getBytes(StandardCharsets.UTF_8))
                    .post(path)
                    .then()
                    .statusCode(415)
                    .contentType("application/problem+json")
                    .body("kind", equalTo("media-type-unsupported"));
        }
    }
}
