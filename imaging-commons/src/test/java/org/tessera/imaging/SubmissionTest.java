package org.tessera.imaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.tessera.testkit.OnRealServers;

@QuarkusTest
@OnRealServers("imaging-commons")
class SubmissionTest {
    @Test
    void rows_that_keep_the_rules_go_in_and_each_other_row_is_reported_by_line() {
        String cases = "\uFEFF" + BundleFixture.CASE_HEADER.replace("\n", "\r\n")
                + "case\tBAD-1\t40\tFemale\tWhite\tNot Reported\tYes\tsite-1\r\n"
                + "case\tBAD-2\t40\tfemale\tWhite\tNot Reported\tYes\tsite-1\r\n"
                + "case\tBAD-3\t140\tMale\tWhite\tNot Reported\tYes\tsite-1\r\n"
                + "case\tBAD-1\t40\tFemale\tWhite\tNot Reported\tYes\tsite-1\r\n"
                + "case\t\"BAD-4\"\t\"40\"\t\"Male\"\tWhite\tNot Reported\tNo\tsite-1\r\n"
                + "case\tBAD-5\t40\r\n"
                + "case\tBAD 6\t40\tFemale\tWhite\tNot Reported\tYes\tsite-1\r\n";
        String studies = BundleFixture.STUDY_HEADER
                + "imaging_study\tBAD-1-s\tBAD-1\t1.9.1\t[CR]\t3\t[0,-3]\tAP\n"
                + "imaging_study\tBAD-2-s\tBAD-2\t1.9.2\tCR\t3\t[]\tAP\n"
                + "imaging_study\tBAD-4-s\tBAD-4\t1.9.4\tCR\t3\t[soon]\tAP\n";
        String series = BundleFixture.SERIES_HEADER + "1.9.1\t1.9.1.1\tCR\tAP\t\tthere.png\n"
                + "1.9.1\t1.9.1.2\tCR\tAP\t\tmissing.png\n"
                + "1.9.2\t1.9.2.1\tCR\tAP\t\t\n"
                + "1.9.1\t1.9.1.3\tCR\tAP\t\t../../etc/passwd\n";
        Response response = Commons.submit(new BundleFixture()
                .with("imaging/case.tsv", cases)
                .with("imaging/imaging_study.tsv", studies)
                .with("imaging/series.tsv", series)
                .with("imaging/files/there.png", "pixels"));
        JsonPath json = response.then()
                .statusCode(201)
                .body("state", equalTo("LOADED_WITH_ERRORS"))
                .extract()
                .jsonPath();
        assertThat(json.getList("errors.collect { it.file + ':' + it.line + ' ' + it.reason }", String.class))
                .containsExactlyInAnyOrder(
                        "imaging/case.tsv:3 sex: not one of Female | Male | Not Reported",
                        "imaging/case.tsv:4 age_at_index: greater than 89; use age_at_index_gt89",
                        "imaging/case.tsv:5 submitter_id: given twice; the first row stands",
                        "imaging/case.tsv:7 expected 8 fields, found 3",
                        "imaging/case.tsv:8 submitter_id: not an identifier of 1..64 letters, digits, '.', '_', ':' or '-'",
                        "imaging/imaging_study.tsv:3 cases.submitter_id: no accepted row of that case in this bundle",
                        "imaging/imaging_study.tsv:4 days_from_study_to_pos_covid_test: not a whole number",
                        "imaging/series.tsv:3 file_name: the file is not in the bundle",
                        "imaging/series.tsv:4 study_uid: no accepted row of that study in this bundle",
                        "imaging/series.tsv:5 file_name: not a path below imaging/files of 1..200 plain characters that begins with a letter or digit");
        assertThat(json.getList("files.findAll { it.rows != it.accepted + it.rejected }"))
                .isEmpty();
        assertThat(json.getInt("files.find { it.file == 'imaging/case.tsv' }.accepted"))
                .isEqualTo(2);
        String id = json.getString("id");
        JsonPath page =
                Commons.curtis().get("/submissions/" + id + "/errors?limit=4").jsonPath();
        assertThat(page.getList("items")).hasSize(4);
        assertThat(page.getString("next")).isEqualTo("4");
        JsonPath last = Commons.curtis()
                .get("/submissions/" + id + "/errors?limit=4&after=8")
                .jsonPath();
        assertThat(last.getList("items")).hasSize(2);
        Commons.curtis().get("/submissions?limit=200").then().body("items.id", hasItem(id));
    }

    @Test
    void the_same_image_given_twice_in_one_series_goes_in_once() {
        String row = "1.2.TWIN-1\t1.2.TWIN-1.1\tCR\tAP\t\t";
        JsonPath json = Commons.submit(BundleFixture.cases("TWIN-", 1)
                        .with(
                                "imaging/series.tsv",
                                BundleFixture.SERIES_HEADER + row + "TWIN-1.png\n" + row + "copy.png\n"
                                        + row.replace("TWIN-1.1", "TWIN-1.2") + "copy.png\n")
                        .with("imaging/files/copy.png", "pixels of TWIN-1"))
                .then()
                .statusCode(201)
                .extract()
                .jsonPath();
        assertThat(json.getList("errors.collect { it.file + ':' + it.line + ' ' + it.reason }", String.class))
                .containsExactly(
                        "imaging/series.tsv:3 file_name: the same image given twice in one series; the first row stands");
        assertThat(json.getInt("files.find { it.file == 'imaging/series.tsv' }.accepted"))
                .isEqualTo(2);
    }

    @Test
    void the_same_key_answers_the_same_and_the_same_bundle_changes_nothing() {
        byte[] zip = BundleFixture.cases("SAME-", 3).zip();
        var request = Commons.curtis().contentType("application/zip");
        String first = request.body(zip)
                .post("/submissions")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
        request.body(zip).post("/submissions").then().statusCode(201).body("id", equalTo(first));
        request.body(BundleFixture.cases("SAME-", 4).zip())
                .post("/submissions")
                .then()
                .statusCode(422)
                .body("kind", equalTo("idempotency-key-reused"));
        Commons.submit(zip).then().statusCode(201).body("state", equalTo("LOADED"));
    }

    @Test
    void a_case_of_another_partner_is_not_replaced() {
        Commons.submit(BundleFixture.cases("OURS-", 1)).then().statusCode(201);
        JsonPath json = Commons.submit(BundleFixture.cases("OURS-", 1).of("partner-south"))
                .jsonPath();
        assertThat(json.getList("errors.reason", String.class)).contains("submitter_id: held by another partner");
        assertThat(json.getInt("files.find { it.file == 'imaging/case.tsv' }.accepted"))
                .isZero();
    }

    @Test
    void a_bundle_that_is_not_what_was_signed_is_refused_as_a_whole() {
        byte[] good = BundleFixture.cases("SIGN-", 1).zip();
        refused(BundleFixture.cases("SIGN-", 1).signedBy("partner-south").zip(), 422, "manifest-signature");
        refused(
                BundleFixture.cases("SIGN-", 1)
                        .of("partner-north")
                        .signedBy("imaging-commons")
                        .zip(),
                422,
                "manifest-signature");
        refused("not a zip".getBytes(StandardCharsets.UTF_8), 422, "bundle-unreadable");
        refused(BundleFixture.zipOf(Map.of("imaging/case.tsv", new byte[3])), 422, "manifest-missing");
        refused(BundleFixture.zipOf(Map.of("../case.tsv", new byte[3])), 422, "bundle-path");
        refused(BundleFixture.zipOf(Map.of("/etc/case.tsv", new byte[3])), 422, "bundle-path");
        refused(BundleFixture.zipOf(Map.of("imaging\\case.tsv", new byte[3])), 422, "bundle-path");
        refused(BundleFixture.zipOf(Map.of("imaging/case.tsv", new byte[39_000_000])), 413, "bundle-too-large");
        refused(new byte[3_000_001], 413, "bundle-too-large");
        refused(
                BundleFixture.zipOf(
                        Map.of("manifest.json", "{}".getBytes(StandardCharsets.UTF_8), "manifest.jws", new byte[1])),
                422,
                "manifest-invalid");
        assertThat(good).isNotEmpty();
    }

    private static void refused(byte[] zip, int status, String kind) {
        Commons.submit(zip).then().statusCode(status).body("kind", equalTo(kind));
    }

    @Test
    void a_submission_without_a_key_or_of_another_kind_is_not_read() {
        byte[] zip = BundleFixture.cases("KEY-", 1).zip();
        String token = org.tessera.testkit.Tokens.of("commons", "curtis", "curator");
        io.restassured.RestAssured.given()
                .auth()
                .oauth2(token)
                .contentType("application/zip")
                .body(zip)
                .post("/submissions")
                .then()
                .statusCode(400)
                .body("kind", equalTo("idempotency-key-missing"));
        Commons.curtis()
                .contentType("text/plain")
                .body("x")
                .post("/submissions")
                .then()
                .statusCode(415);
        Commons.curtis()
                .get("/submissions/00000000-0000-0000-0000-000000000000")
                .then()
                .statusCode(404);
        Commons.curtis().get("/submissions?limit=0").then().statusCode(400);
    }
}
