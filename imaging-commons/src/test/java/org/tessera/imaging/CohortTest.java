package org.tessera.imaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.sql.PreparedStatement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.tessera.messaging.Sql;
import org.tessera.testkit.OnRealServers;
import org.tessera.testkit.Tokens;

/** Saved cohorts while cases and versions change, and their list. */
@QuarkusTest
@OnRealServers("imaging-commons")
class CohortTest {
    @Inject
    Sql sql;

    private final String account = "saver-" + UUID.randomUUID();

    private RequestSpecification caller() {
        return Commons.as(Tokens.of("commons", account, "registered"));
    }

    @Test
    void an_opt_out_that_was_under_way_while_a_cohort_was_counted_is_counted_in_the_end() {
        Published.version("SLOW-", 3);
        JsonPath saved = sql.with(connection -> {
            connection.setAutoCommit(false);
            try (PreparedStatement optOut = connection.prepareStatement(
                    "insert into withdrawal (reference, partner, withdrawn_at) values ('SLOW-2', 'partner-north', now())")) {
                optOut.executeUpdate();
            }
            JsonPath before = Commons.saveCohort(caller(), Published.AP).jsonPath();
            connection.commit();
            connection.setAutoCommit(true);
            return before;
        });
        int left = saved.getInt("subjects") - 1;
        caller().get("/cohorts/" + saved.getString("id")).then().body("subjects", equalTo(left));
        caller().get("/cohorts")
                .then()
                .body("items[0].subjects", equalTo(left))
                .body("items[0].images", equalTo(saved.getInt("images") - 1));
    }

    @Test
    void an_account_has_a_thousand_cohorts_and_no_more() {
        Published.version("MANY-", 1);
        String first = Commons.saveCohort(caller(), "{}").path("id");
        sql.update("""
                insert into saved_cohort select (jsonb_populate_record(one, jsonb_build_object('id', gen_random_uuid()))).*
                from saved_cohort one, generate_series(1, 998) where one.id = ?""", UUID.fromString(first));
        Commons.saveCohort(caller(), "{}").then().statusCode(201);
        Commons.saveCohort(caller(), "{}").then().statusCode(409).body("kind", equalTo("too-many-cohorts"));
        caller().delete("/cohorts/" + first).then().statusCode(204);
        Commons.saveCohort(caller(), "{}").then().statusCode(201);
    }

    @Test
    void a_list_goes_on_after_a_cohort_that_was_deleted_meanwhile() {
        Published.version("LIST-", 1);
        List<String> saved = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            saved.add(Commons.saveCohort(caller(), "{}").path("id"));
        }
        JsonPath first = page(2, null);
        assertThat(first.getList("items.id", String.class)).isEqualTo(saved.subList(0, 2));
        caller().delete("/cohorts/" + saved.get(1)).then().statusCode(204);
        JsonPath second = page(2, first.getString("next"));
        assertThat(second.getList("items.id", String.class)).isEqualTo(saved.subList(2, 4));
        JsonPath third = page(2, second.getString("next"));
        assertThat(third.getList("items.id", String.class)).isEqualTo(saved.subList(4, 5));
        assertThat(third.getString("next")).isNull();
        for (String unreadable : List.of(
                "x",
                saved.getFirst(),
                "2026-01-01_" + saved.getFirst(),
                "-9999-01-01T00:00:00Z_" + saved.getFirst(),
                "2026-01-01T00:00:00Z_1")) {
            caller().get("/cohorts?after=" + unreadable)
                    .then()
                    .statusCode(400)
                    .body("kind", equalTo("parameter-unreadable"));
        }
    }

    private JsonPath page(int limit, @Nullable String after) {
        return caller().get("/cohorts?limit=" + limit + (after == null ? "" : "&after=" + after))
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    @Test
    void a_manifest_is_of_the_version_that_was_matched_though_a_newer_one_has_more() {
        String matched = Published.version("MATCH-", 1);
        Commons.submit(BundleFixture.cases("MATCH-", 1)
                        .with(
                                "imaging/imaging_study.tsv",
                                BundleFixture.STUDY_HEADER
                                        + "imaging_study\ta\tMATCH-1\t1.2.MATCH-1\tCR\t5\t[-3]\t\n"
                                        + "imaging_study\tb\tMATCH-1\t1.2.MATCH-1b\tCR\t6\t[-4]\t\n")
                        .with(
                                "imaging/series.tsv",
                                BundleFixture.SERIES_HEADER + "1.2.MATCH-1\t1.2.MATCH-1.1\tCR\tAP\t\tMATCH-1.png\n"
                                        + "1.2.MATCH-1b\t1.2.MATCH-1b.1\tCR\tAP\t\tlater.png\n")
                        .with("imaging/files/later.png", "later pixels"))
                .then()
                .statusCode(201);
        String newer = "n" + UUID.randomUUID().toString().substring(0, 8);
        Commons.publish(newer).then().statusCode(201);
        assertThat(manifest(Map.of()).asString().lines()).hasSize(3);
        assertThat(manifest(Map.of("catalogueVersion", newer)).asString().lines())
                .hasSize(3);
        assertThat(manifest(Map.of("catalogueVersion", matched)).asString().lines())
                .hasSize(2)
                .noneMatch(line -> line.contains("later.png"));
        manifest(Map.of("catalogueVersion", "2026.X"))
                .then()
                .statusCode(422)
                .body("kind", equalTo("catalogue-version-unknown"));
    }

    private Response manifest(Map<String, String> more) {
        Map<String, Object> wanted = new HashMap<>(more);
        wanted.put("submitterIds", List.of("MATCH-1"));
        return caller().contentType("application/json").body(wanted).post("/manifests");
    }
}
