package org.tessera.representativeness.advice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.lessThanOrEqualTo;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tessera.representativeness.Asking;
import org.tessera.testkit.OnRealServers;

@QuarkusTest
@OnRealServers("representativeness-service")
class AdviceEndpointTest {
    @Test
    void a_cohort_of_too_many_men_is_told_what_would_help() {
        JsonPath advice = Asking.post("/advice", """
                {"attribute": "sex", "counts": {"Female": {"exact": 100}, "Male": {"exact": 300}, "Unknown": {"exact": 7}},
                 "reference": "us-census", "target": 0.05, "sampleSize": 120}""")
                .statusCode(200)
                .body("driving.category", contains("Female", "Male"))
                .body("driving.direction", contains("under", "over"))
                .body("sampleOfSize.persons", equalTo(120))
                .body("sampleOfSize.changed", equalTo(280))
                .body("sample.distance", lessThanOrEqualTo(0.05f))
                .body("addition.distance", lessThanOrEqualTo(0.05f))
                .extract()
                .jsonPath();

        assertThat(advice.getInt("addition.categories.find { it.category == 'Male' }.changed"))
                .isZero();
        assertThat(advice.getInt("addition.changed")).isPositive();
        assertThat(advice.getInt("sample.categories.find { it.category == 'Female' }.persons"))
                .isEqualTo(100);
        assertThat(advice.getInt("sample.changed") + advice.getInt("sample.persons"))
                .isEqualTo(400);
    }

    /** Raw, the Census knows everybody's sex: no addition makes up for many who are missing under a tiny target. */
    @Test
    void what_cannot_be_reached_is_not_promised() {
        Asking.post("/advice", """
                {"attribute": "ethnicity", "adjusted": false, "target": 0.01, "reference": "cdc-2020-03-as-published",
                 "counts": {"Hispanic or Latino": {"exact": 50}, "Not Hispanic or Latino": {"exact": 50}}}""")
                .statusCode(200)
                .body("addition", nullValue())
                .body("sample", nullValue());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"attribute\": \"sex\", \"counts\": {\"Female\": {\"fewerThan\": 20}}, \"reference\": \"us-census\"}",
                "{\"attribute\": \"sex\", \"counts\": {\"Female\": {\"exact\": 0}}, \"reference\": \"us-census\"}",
                "{\"attribute\": \"sex\", \"counts\": {\"Female\": {\"exact\": 5}}, \"reference\": \"us-census\", \"target\": 0}",
                "{\"attribute\": \"sex\", \"counts\": {\"Female\": {\"exact\": 5}}, \"reference\": \"us-census\", \"sampleSize\": 6}",
                "{\"attribute\": \"sex\", \"counts\": {\"Female\": {\"exact\": 2147483647}, \"Male\": {\"exact\": 5}},"
                        + " \"reference\": \"us-census\"}",
                "{\"attribute\": \"sex\", \"counts\": {\"Female\": {\"exact\": 2147483647}, \"F\": {\"exact\": 5}},"
                        + " \"reference\": \"us-census\"}",
                "{\"attribute\": \"race_ethnicity\", \"counts\": {\"Hispanic or Latino\": {\"exact\": 5}}, \"reference\": \"us-census\"}"
            })
    void what_cannot_be_advised_on_is_a_problem(String question) {
        Asking.post("/advice", question).statusCode(400).contentType("application/problem+json");
    }
}
