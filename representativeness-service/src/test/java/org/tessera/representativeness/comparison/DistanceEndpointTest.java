package org.tessera.representativeness.comparison;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.io.IOException;
import java.time.LocalDate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tessera.contracts.ContractJson;
import org.tessera.representativeness.Asking;
import org.tessera.testkit.OnRealServers;

@QuarkusTest
@OnRealServers("representativeness-service")
class DistanceEndpointTest {
    private static final String PAPER = """
            {"cohorts": [{"label": "linked", "stage": "linked", "persons": {"exact": 2124}, "attributes": {
                "sex": {"Female": {"exact": 1141}, "Male": {"exact": 983}},
                "race": {"American Indian or Alaska Native": {"fewerThan": 20}, "Asian": {"exact": 26},
                    "Black or African American": {"exact": 1620}, "White": {"exact": 338},
                    "Native Hawaiian or other Pacific Islander": {"fewerThan": 20}, "Not Reported": {"exact": 134}}}}],
             "references": ["cdc-2020-03_2021-06-as-published", "us-census/1"],
             "settings": {"base": %s, "seed": 3, "resamples": 200}}""";

    @Test
    void distances_are_those_of_the_paper() {
        var answer = Asking.post("/distances", PAPER.formatted("\"2\""))
                .statusCode(200)
                .body("comparisons", hasSize(4))
                .body("comparisons[2].alignment", equalTo("midrc-cdc/1"))
                .body("comparisons[2].base", equalTo("2"))
                .body("comparisons[2].reference.name", equalTo("cdc-2020-03_2021-06-as-published"))
                .body("comparisons[2].stage", equalTo("linked"))
                .body("comparisons[0].warnings.kind", contains("cells-hidden", "few-expected"));
        JsonPath digits = Asking.digits(answer);
        assertThat(digits.getDouble("comparisons[2].raw.low")).isCloseTo(0.14461190833826693, within(1e-10));
        assertThat(digits.getDouble("comparisons[2].adjusted.low")).isCloseTo(0.011262563547580852, within(1e-10));
        assertThat(digits.getDouble("comparisons[0].raw.low")).isLessThan(digits.getDouble("comparisons[0].raw.high"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"10", "\"e\"", "2"})
    void any_base_is_understood(String base) {
        Asking.post("/distances", PAPER.formatted(base))
                .statusCode(200)
                .body("comparisons[0].base", equalTo(base.replace("\"", "")));
    }

    @Test
    void a_curve_has_a_point_for_each_date_and_reference() {
        Asking.post("/curves", """
                {"attribute": "age_at_index", "references": ["us-census", "cdc-cumulative-by-month"],
                 "settings": {"ageCuts": [18, 65], "resamples": 200},
                 "points": [
                    {"date": "2019-12-31", "counts": {"0-17": {"exact": 5}, "18-64": {"exact": 10}}},
                    {"date": "2021-08-04", "counts": {"0-17": {"exact": 50}, "18-64": {"exact": 100}, "65+": {"exact": 30}}}]}
                """)
                .statusCode(200)
                .body("curves.reference", contains("us-census/1", "cdc-cumulative-by-month/1"))
                .body("curves[0].points.date", contains("2021-08-04"))
                .body("curves[1].points.referenceDate", contains("2021-07-31"))
                .body("curves[1].points.alignment", contains("age-cuts-18-65/1"))
                .body("notCompared.reason", contains("reference-begins-later", "reference-begins-later"));
    }

    @Test
    void a_date_at_which_nobody_was_counted_is_named_and_the_others_are_the_curve() {
        Asking.post("/curves", """
                {"attribute": "sex", "references": ["us-census"], "settings": {"resamples": 200}, "points": [
                    {"date": "2021-01-31", "persons": {"exact": 0}, "counts": {"Female": {"exact": 0}, "Male": {"exact": 0}}},
                    {"date": "2021-02-28", "counts": {"Female": {"exact": 30}, "Male": {"exact": 20}}}]}""")
                .statusCode(200)
                .body("curves[0].points.date", contains("2021-02-28"))
                .body("notCompared.cohort", contains("2021-01-31"))
                .body("notCompared.reason", contains("nobody-counted"));
    }

    @Test
    void a_point_of_a_curve_is_the_comparison_of_that_date_with_all_that_it_was_computed_from() throws IOException {
        String counts = """
                {"0-17": {"fewerThan": 20}, "18-49": {"exact": 100}, "50-64": {"exact": 60}, "65+": {"exact": 30}}""";
        String rest =
                "\"references\": [\"cdc-cumulative-by-month\"], \"settings\": {\"base\": \"e\", \"resamples\": 200}";
        JsonNode curves = tree("/curves", """
                {"attribute": "age_at_index", "points": [{"date": "2021-08-04", "persons": {"exact": 200}, "counts": %s}], %s}
                """.formatted(counts, rest));
        JsonNode compared = tree("/distances", """
                {"cohorts": [{"asOf": "2021-08-04", "persons": {"exact": 200}, "attributes": {"age_at_index": %s}}], %s}
                """.formatted(counts, rest)).at("/comparisons/0");

        JsonNode point = curves.at("/curves/0/points/0");
        assertThat(curves.path("base")).isEqualTo(compared.path("base"));
        assertThat(point.path("referencePersons")).isEqualTo(compared.at("/reference/persons"));
        assertThat(point.path("referencePersons").asDouble()).isPositive();
        assertThat(point.path("raw")).isEqualTo(compared.path("raw"));
        assertThat(point.path("adjusted")).isEqualTo(compared.path("adjusted"));
        assertThat(point.at("/raw/categories/0/contribution/high").isNumber()).isTrue();
    }

    private static JsonNode tree(String path, String question) throws IOException {
        return ContractJson.mapper()
                .readTree(Asking.post(path, question).statusCode(200).extract().asString());
    }

    @Test
    void published_sums_narrow_what_hidden_cells_may_hold() {
        String question = """
                {"cohorts": [{"persons": {"exact": 440}, "attributes": {"race_ethnicity": {
                    "Hispanic or Latino": {"fewerThan": 20}, "White, Not Hispanic or Latino": {"exact": 400},
                    "Asian, Not Hispanic or Latino": {"fewerThan": 20}, "Not Reported": {"fewerThan": 20}}}%s}],
                 "references": ["us-census-race-and-ethnicity"], "settings": {"resamples": 100}}""";
        String margins = """
                , "margins": {"race_ethnicity": [{"persons": {"exact": 417},
                    "categories": ["White, Not Hispanic or Latino", "Asian, Not Hispanic or Latino"]}]}""";

        JsonPath without =
                Asking.digits(Asking.post("/distances", question.formatted("")).statusCode(200));
        JsonPath with = Asking.digits(
                Asking.post("/distances", question.formatted(margins)).statusCode(200));

        for (String treatment : new String[] {"raw", "adjusted"}) {
            String low = "comparisons[0]." + treatment + ".low";
            String high = "comparisons[0]." + treatment + ".high";
            assertThat(with.getDouble(high) - with.getDouble(low))
                    .isLessThan(without.getDouble(high) - without.getDouble(low));
        }
        Asking.post("/distances", question.formatted(margins.replace("417", "500")))
                .statusCode(400)
                .body("detail", containsString("no completion"));
    }

    @Test
    void what_is_longer_than_a_question_can_be_is_refused_before_it_takes_memory() {
        Asking.post("/distances", crowd(60_000))
                .statusCode(413)
                .body("kind", equalTo("too-large"))
                .body("detail", containsString("1048576 bytes"));
        Asking.post("/distances", crowd(2_001))
                .statusCode(400)
                .body("kind", equalTo("invalid"))
                .body("violations.field", hasItem(containsString("attributes")));
        Asking.post("/advice", "{\"reference\": \"" + "x".repeat(1 << 20) + "\"}")
                .statusCode(413)
                .body("detail", containsString("262144 bytes"));
    }

    private static String crowd(int categories) {
        return IntStream.range(0, categories)
                .mapToObj(number -> "\"c" + number + "\": {\"exact\": 1}")
                .collect(Collectors.joining(
                        ",", "{\"references\": [\"us-census\"], \"cohorts\": [{\"attributes\": {\"sex\": {", "}}}]}"));
    }

    @Test
    void an_unmapped_category_is_a_problem_that_lists_it() {
        Asking.post("/distances", """
                {"cohorts": [{"attributes": {"sex": {"Femal": {"exact": 3}, "X": {"exact": 3}}}}], "references": ["us-census"]}
                """)
                .statusCode(400)
                .body("kind", equalTo("category-unmapped"))
                .body("categories", contains("Femal", "X"))
                .body("detail", containsString("\"Femal\", \"X\"; it names: "))
                .body("detail", containsString("\"Female\""));
        Asking.post("/distances", crowd(1_000))
                .statusCode(400)
                .body("categories", hasSize(10))
                .body("detail", containsString("and 990 more; it names: "));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "null",
                "{\"cohorts\": [], \"attributes\": [null]}",
                "{\"cohorts\": [], \"references\": [null]}",
                "{\"cohorts\": [], \"settings\": {\"ageCuts\": [null]}}",
                "{\"cohorts\": []}",
                "{\"cohorts\": [{}], \"references\": [\"us-census\"]}",
                "{\"cohorts\": [null], \"references\": [\"us-census\"]}",
                "{\"cohorts\": [{\"attributes\": {\"sex\": null}}], \"references\": [\"us-census\"]}",
                "{\"cohorts\": [{\"attributes\": {\"sex\": {\"Female\": null}}}], \"references\": [\"us-census\"]}",
                "{\"cohorts\": [{\"attributes\": {\"sex\": {\"Female\": {\"exact\": -3}}}}], \"references\": [\"us-census\"]}",
                "{\"cohorts\": [{\"persons\": {\"exact\": 2}, \"attributes\": {\"sex\": {\"Female\": {\"exact\": 0}}}}],"
                        + " \"references\": [\"us-census\"]}",
                "{\"cohorts\": [{\"attributes\": {\"shoe\": {\"40\": {\"exact\": 3}}}}], \"references\": [\"us-census\"],"
                        + " \"attributes\": [\"shoe\"]}",
                "{\"cohorts\": [{\"attributes\": {\"sex\": {\"Female\": {\"exact\": 3}}}}], \"references\": [\"nowhere\"]}",
                "{\"cohorts\": [{\"attributes\": {\"sex\": {\"Female\": {\"exact\": 3}}}}], \"references\": [null]}",
                "{\"cohorts\": [{\"persons\": {\"exact\": 2}, \"attributes\": {\"sex\": {\"Female\": {\"exact\": 3}}}}],"
                        + " \"references\": [\"us-census\"]}",
                "{\"cohorts\": [{\"attributes\": {\"sex\": {\"Female\": {\"exact\": 3}}}}], \"references\": [\"us-census\"],"
                        + " \"settings\": {\"base\": \"one\"}}",
                "{\"cohorts\": [{\"attributes\": {\"sex\": {\"Female\": {\"exact\": 3}}}}], \"references\": [\"us-census\"],"
                        + " \"settings\": {\"resamples\": 1000000}}",
                "{\"cohorts\": [{\"attributes\": {\"age_at_index\": {\"18-49\": {\"exact\": 3}}}}],"
                        + " \"references\": [\"us-census\"], \"settings\": {\"ageCuts\": [20]}}",
                "not json"
            })
    void a_question_that_cannot_be_answered_is_a_problem_with_its_reason(String question) {
        Asking.post("/distances", question)
                .statusCode(400)
                .contentType("application/problem+json")
                .body("type", containsString("urn:tessera:problem:"))
                .body("detail", not(containsString("Exception")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                "{\"categories\": [null, \"Male * White\"], \"persons\": {\"exact\": 3}}",
                "{\"categories\": [null]}"
            })
    void null_in_a_margin_is_a_problem_that_names_its_field(String margin) {
        Asking.post("/distances", """
                {"cohorts": [{"attributes": {"sex*race": {"Male * White": {"exact": 3}, "Female * White": {"exact": 3}}},
                    "margins": {"sex*race": [%s]}}],
                 "references": ["us-census"]}""".formatted(margin))
                .statusCode(400)
                .contentType("application/problem+json")
                .body("kind", equalTo("invalid"))
                .body("violations.field", everyItem(containsString("margins[sex*race]")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"{}", "{\"attribute\": \"sex\", \"points\": [null], \"references\": [\"us-census\"]}", "[]"})
    void a_curve_that_cannot_be_drawn_is_a_problem(String question) {
        Asking.post("/curves", question).statusCode(400).contentType("application/problem+json");
    }

    @Test
    void a_curve_of_more_than_anybody_reads_is_refused_with_its_reason() {
        String points = IntStream.range(0, 500)
                .mapToObj(day -> "{\"date\": \"%s\", \"counts\": {\"Female\": {\"exact\": 5}}}"
                        .formatted(LocalDate.of(2022, 1, 1).plusDays(day)))
                .collect(Collectors.joining(","));
        String references = "\"us-census\",".repeat(9) + "\"us-census\"";
        Asking.post(
                        "/curves",
                        "{\"attribute\": \"sex\", \"points\": [%s], \"references\": [%s], \"settings\": {\"resamples\": 100}}"
                                .formatted(points, references))
                .statusCode(422)
                .body("kind", equalTo("answer-too-large"))
                .body("detail", containsString("fewer cohorts, dates, attributes or references"));
    }
}
