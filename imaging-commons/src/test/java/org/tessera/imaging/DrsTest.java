package org.tessera.imaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.path.json.JsonPath;
import io.restassured.specification.RequestSpecification;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.tessera.testkit.OnRealServers;

/** Fetches as a client does that knows nothing but GA4GH's standard. */
@QuarkusTest
@OnRealServers("imaging-commons")
class DrsTest {
    private static JsonPath object(RequestSpecification caller, String id) {
        return caller.get("/ga4gh/drs/v1/objects/" + id)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    private static String published(String prefix) {
        Published.version(prefix, 1);
        return Commons.rosalind().get("/cases/" + prefix + "1").path("imaging_studies[0].series[0].object_id");
    }

    @Test
    void the_url_and_its_headers_alone_are_enough_to_fetch_the_bytes() {
        String id = published("GEN-");
        JsonPath method = object(Commons.rosalind(), id).setRootPath("access_methods[0]");
        assertThat(method.getList("authorizations.supported_types")).isEqualTo(List.of("BearerAuth"));
        JsonPath access = Commons.rosalind()
                .get("/ga4gh/drs/v1/objects/" + id + "/access/" + method.getString("access_id"))
                .then()
                .statusCode(200)
                .header("Cache-Control", containsString("no-store"))
                .extract()
                .jsonPath();
        RequestSpecification stranger = RestAssured.given();
        for (String header : access.getList("headers", String.class)) {
            String[] parts = header.split(": ", 2);
            stranger = stranger.header(parts[0], parts[1]);
        }
        stranger.get(access.getString("url")).then().statusCode(200).body(equalTo("pixels of GEN-1"));
        RestAssured.given().get(access.getString("url")).then().statusCode(401);
    }

    @Test
    void how_a_bundle_is_to_be_shown_may_be_said_of_what_is_none() {
        object(Commons.rosalind(), published("EXP-") + "?expand=true");
    }

    @Test
    void who_may_not_fetch_the_bytes_is_given_no_url() {
        String id = published("CUR-");
        String way = object(Commons.curtis(), id).getString("access_methods[0].access_id");
        Commons.curtis().get("/files/" + id).then().statusCode(403);
        Commons.curtis()
                .get("/ga4gh/drs/v1/objects/" + id + "/access/" + way)
                .then()
                .statusCode(403);
    }

    @Test
    void an_image_that_comes_again_under_another_name_has_that_name() {
        String id = published("REN-");
        assertThat(object(Commons.rosalind(), id).getString("name")).isEqualTo("REN-1.png");
        Commons.submit(BundleFixture.cases("REN-", 1)
                        .with(
                                "imaging/series.tsv",
                                BundleFixture.SERIES_HEADER + "1.2.REN-1\t1.2.REN-1.1\tCR\tAP\t\trenamed.png\n")
                        .with("imaging/files/renamed.png", "pixels of REN-1"))
                .then()
                .statusCode(201);
        assertThat(object(Commons.rosalind(), id).getString("name")).isEqualTo("renamed.png");
    }
}
