package org.tessera.representativeness.comparison;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.config.EncoderConfig;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tessera.representativeness.Asking;
import org.tessera.testkit.OnRealServers;

@QuarkusTest
@OnRealServers("representativeness-service")
class CountsEndpointTest {
    @Test
    void a_table_becomes_cohorts_with_their_hidden_cells_dates_and_totals() {
        read("""
                cohort,stage,as_of,attribute,category,count
                first,linked,2021-06-30,persons,,117
                first,linked,2021-06-30,race,"White, Not Hispanic or Latino",100
                first,linked,2021-06-30,race,Asian,<20
                second,,,sex,Female,3
                """)
                .statusCode(200)
                .body("cohorts.label", contains("first", "second"))
                .body("cohorts[0].stage", equalTo("linked"))
                .body("cohorts[0].asOf", equalTo("2021-06-30"))
                .body("cohorts[0].persons.exact", equalTo(117))
                .body("cohorts[0].attributes.race['White, Not Hispanic or Latino'].exact", equalTo(100))
                .body("cohorts[0].attributes.race.Asian.fewerThan", equalTo(20))
                .body("cohorts[1].attributes.sex.Female.exact", equalTo(3));
    }

    @Test
    void a_joint_has_one_name_whoever_writes_it() {
        read("attribute,category,count\nsex*race,Female * White,3\n")
                .statusCode(200)
                .body("cohorts[0].attributes.'race*sex'.'White * Female'.exact", equalTo(3));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "attribute,category,count\n",
                "attribute,category\nsex,Female\n",
                "attribute,category,count\nsex,Female,-3\n",
                "attribute,category,count\nsex,Female,many\n",
                "attribute,category,count\nsex,Female,3\nsex,Female,4\n",
                "attribute,category,count,as_of\nsex,Female,3,June\n",
                "attribute,category,count\nsex*race,Female,3\n"
            })
    void a_table_that_cannot_be_read_is_a_problem_with_its_reason(String table) {
        read(table)
                .statusCode(400)
                .body("kind", equalTo("counts-unusable"))
                .body("detail", not(containsString("Exception")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "attribute,category,count~~~sex,Female,3~~~sex,Male,many|the row \"sex,Male,many\" has no count such as 26 or <20",
                "attribute,category,count~sex,,3|the row \"sex,,3\" has no category",
                "attribute,category,count~sex,Female,<11|the row \"sex,Female,<11\": fewer than 11 is not understood",
                "attribute,category,count,as_of~sex,Female,3,June|the row \"sex,Female,3,June\": as_of is a date such as",
                "attribute;category;count~sex;Female;3|the heading \"attribute;category;count\" has no column attribute; columns"
                        + " are separated by commas",
                "attribute,category,count~sex,\"Fe~\tmale\",x|the row \"sex,Fe  male,x\" has no count",
                "attribute,category,count~sex,F,3~sex,F,4|the row \"sex,F,4\" counts a second time: \"sex,F\"",
                "attribute,category~sex,Female|the heading \"attribute,category\" has no column count",
                "~ ~|the table is empty; its columns are attribute, category and count"
            })
    void what_is_wrong_is_told_by_its_row_or_heading(String table, String told) {
        read(table.replace('~', '\n')).statusCode(400).body("detail", containsString(told));
    }

    @Test
    void only_who_may_compare_may_have_a_table_read() {
        csv(given(), "attribute").statusCode(401);
        csv(Asking.in("auditor", "audrey"), "attribute").statusCode(403);
    }

    private static ValidatableResponse read(String table) {
        return csv(Asking.by("rosalind"), table);
    }

    private static ValidatableResponse csv(RequestSpecification request, String table) {
        return request.config(RestAssured.config()
                        .encoderConfig(EncoderConfig.encoderConfig().encodeContentTypeAs("text/csv", ContentType.TEXT)))
                .contentType("text/csv")
                .body(table)
                .post("/counts")
                .then();
    }
}
