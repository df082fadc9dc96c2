package org.tessera.imaging;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tessera.testkit.OnRealServers;

/** What a filter can never select is refused wherever one is taken, and is no empty answer. */
@QuarkusTest
@OnRealServers("imaging-commons")
class FilterTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "sex=F | \"sex\":[\"F\"] | sex",
                "sex=Female&sex=female | \"sex\":[\"Female\",\"female\"] | sex",
                "race=Caucasian | \"race\":[\"Caucasian\"] | race",
                "ethnicity=Latino | \"ethnicity\":[\"Latino\"] | ethnicity",
                "minDaysAfterPositiveTest=3&maxDaysAfterPositiveTest=1 | \"daysAfterPositiveTest\":{\"min\":3,\"max\":1} | range",
            })
    void what_no_case_can_have_is_refused(String query, String filter, String told) {
        refused(Commons.rosalind().get("/cases?" + query), told);
        refused(Commons.saveCohort(Commons.rosalind(), "{" + filter + "}"), told);
        refused(
                Commons.rosalind()
                        .contentType("application/json")
                        .body("{\"submitterIds\":[\"FILTER-1\"],\"filter\":{" + filter + "}}")
                        .post("/manifests"),
                told);
    }

    private static void refused(Response answer, String told) {
        answer.then()
                .statusCode(422)
                .contentType("application/problem+json")
                .body("kind", equalTo("filter-invalid"))
                .body("detail", containsString(told));
    }

    @Test
    void a_filter_of_another_spelling_is_not_ignored() {
        Commons.rosalind()
                .get("/cases?view_position=AP")
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("kind", equalTo("parameter-unknown"))
                .body("detail", containsString("viewPosition"));
    }

    @Test
    void every_category_of_the_dictionary_can_be_asked_for() {
        Published.version("FILTER-", 1);
        Commons.rosalind()
                .get("/cases?sex=Male&sex=Not Reported&race=White&ethnicity=Not Reported&limit=500")
                .then()
                .statusCode(200)
                .body("items.find { it.submitter_id == 'FILTER-1' }.sex", equalTo("Male"));
    }

    @Test
    void cases_of_a_version_that_is_not_there_are_no_empty_list() {
        Commons.rosalind()
                .get("/cases?catalogueVersion=2026.X")
                .then()
                .statusCode(422)
                .contentType("application/problem+json")
                .body("kind", equalTo("catalogue-version-unknown"));
    }
}
