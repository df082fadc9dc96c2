package org.tessera.enclave.analysis.adapter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.tessera.enclave.EnclaveWorld.PARTNER;
import static org.tessera.enclave.EnclaveWorld.as;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tessera.contracts.CommonsSubjectId;
import org.tessera.contracts.Domain;
import org.tessera.contracts.Withdrawal;
import org.tessera.enclave.match.Aliases;
import org.tessera.enclave.match.SubjectAlias;
import org.tessera.messaging.Sql;
import org.tessera.testkit.Border;
import org.tessera.testkit.OnRealServers;

/** What an opt-out reaches of what a project has made already. */
@QuarkusTest
@OnRealServers("clinical-enclave")
class OptOutAfterAlignmentTest {
    private static final int LINKED =
            StudyWorld.COHORT + StudyWorld.OTHER_VIEW + StudyWorld.MISMATCH + StudyWorld.AMBIGUOUS;
    private static final int LEAVING = 7;
    private static final int TIED = LINKED - 1;
    private static final String LATER = "study-world-later";

    @Inject
    StudyWorld study;

    @Inject
    Aliases aliases;

    @Inject
    Sql sql;

    @BeforeEach
    void enter() {
        study.enter();
    }

    @AfterEach
    void leave() {
        QuarkusTransaction.requiringNew().run(() -> {
            sql.update(
                    "delete from person_ref where person_id between ? and ?",
                    StudyWorld.FIRST,
                    StudyWorld.FIRST + 9_999);
            sql.update("delete from catalogue_case where version = ?", LATER);
            sql.update("delete from catalogue_version where version = ?", LATER);
        });
        study.leave();
    }

    @Test
    void whoever_opts_out_is_in_no_row_and_no_later_analysis_and_counts_stay_as_made() {
        String alignment = study.align();
        assertThat(rows(alignment, 1000)).hasSize(LINKED).contains(List.of(alias(LEAVING)), List.of(alias(TIED)));

        optOut(LEAVING);
        optOut(TIED + 5000); // a candidate of hers

        List<List<String>> left = rows(alignment, 1000);
        assertThat(left).hasSize(LINKED - 2).doesNotContain(List.of(alias(LEAVING)), List.of(alias(TIED)));
        assertThat(rows(alignment, 5)).isEqualTo(left);
        study.member()
                .get(study.path("/alignments/" + alignment))
                .then()
                .body("funnel.find { it.verdict == 'SUBCOHORT_1' }.persons", equalTo(StudyWorld.COHORT));
        study.member()
                .get(study.path("/analyses/" + study.analyse(alignment)))
                .then()
                .body("persons", equalTo(StudyWorld.COHORT - 1))
                .body("images", equalTo(StudyWorld.COHORT - 1));
    }

    @Test
    void whoever_opts_out_leaves_the_rows_of_an_earlier_match_too() {
        String alignment = study.align();
        QuarkusTransaction.requiringNew().run(() -> {
            sql.update(
                    "delete from match_link where request_id in (select id from match_request where project = ?)",
                    study.project().value());
            sql.update(
                    "update match_request set state = 'SUPERSEDED' where project = ?",
                    study.project().value());
        });

        optOut(LEAVING);

        assertThat(rows(alignment, 1000)).hasSize(LINKED - 1).doesNotContain(List.of(alias(LEAVING)));
    }

    @Test
    void a_case_that_the_newest_catalogue_no_longer_shows_is_in_no_row_and_no_later_analysis() {
        String alignment = study.align();

        QuarkusTransaction.requiringNew().run(() -> {
            sql.update(
                    "insert into catalogue_version values (?, ?, ?, 'sha256:later', 0, 0, 0, 0)",
                    LATER,
                    Instant.now().plusSeconds(7200),
                    Instant.now());
            sql.update(
                    "insert into catalogue_case select ?, submitter_id, content from catalogue_case"
                            + " where version = ? and submitter_id <> ?",
                    LATER,
                    StudyWorld.VERSION,
                    StudyWorld.subject(LEAVING));
        });

        assertThat(rows(alignment, 1000)).hasSize(LINKED - 1).doesNotContain(List.of(alias(LEAVING)));
        study.member()
                .get(study.path("/analyses/" + study.analyse(alignment)))
                .then()
                .body("persons", equalTo(StudyWorld.COHORT - 1));
    }

    @Test
    void a_list_that_names_somebody_who_has_opted_out_meanwhile_is_not_released() {
        String list = approvedList();

        optOut(LEAVING);

        String returned = json(as("adele", "administrator"))
                .post("/download-requests/" + list + "/release")
                .then()
                .statusCode(200)
                .body("state", equalTo("RETURNED"))
                .body("history[0].findings.rule", hasItem("withdrawn-since"))
                .extract()
                .asString();
        assertThat(returned).doesNotContain(StudyWorld.subject(LEAVING), alias(LEAVING));
        assertThat(released()).isEmpty();
        json(study.member())
                .post("/download-requests/" + list + "/submit")
                .then()
                .statusCode(200)
                .body("state", equalTo("CHECKED"));
    }

    @Test
    void a_list_of_whom_nobody_has_opted_out_is_released() {
        json(as("adele", "administrator"))
                .post("/download-requests/" + approvedList() + "/release")
                .then()
                .statusCode(200)
                .body("state", equalTo("RELEASED"));
        assertThat(released()).contains(StudyWorld.subject(LEAVING));
    }

    /** A request for the list of matched identifiers that two reviewers have approved. */
    private String approvedList() {
        String id = json(study.member())
                .body(Map.of(
                        "title",
                        "The list",
                        "resources",
                        List.of(Map.of("kind", "matched-identifiers", "parameters", Map.of()))))
                .post(study.path("/download-requests"))
                .then()
                .statusCode(201)
                .extract()
                .path("id");
        String path = "/download-requests/" + id;
        json(study.member()).post(path + "/submit").then().statusCode(200).body("state", equalTo("CHECKED"));
        for (String reviewer : List.of("oscar", "olivia")) {
            json(as(reviewer, "output-checker"))
                    .body(Map.of("verdict", "APPROVE", "comment", "fine"))
                    .post(path + "/reviews")
                    .then()
                    .statusCode(200);
        }
        return id;
    }

    private List<String> released() {
        return sql.list(
                "select submitter_id from released_identifier where project = ?",
                row -> row.getString(1),
                study.project().value());
    }

    private static RequestSpecification json(RequestSpecification caller) {
        return caller.contentType("application/json")
                .header("Idempotency-Key", UUID.randomUUID().toString());
    }

    /** Her partner has named this record; her opt-out comes on its channel and is handled. */
    private void optOut(int record) {
        String reference = UUID.randomUUID().toString().replace("-", "").repeat(2);
        QuarkusTransaction.requiringNew()
                .run(() -> sql.update(
                        "insert into person_ref (release, enclave_ref, person_id, partner) values ('R1', ?, ?, ?)",
                        reference,
                        StudyWorld.FIRST + record,
                        PARTNER));
        try (Border partner = Border.as(PARTNER)) {
            partner.send("partner.clinical-withdrawals.v1", reference, Withdrawal.of(Domain.CLINICAL, reference));
        }
        Awaitility.await("opt-out")
                .atMost(Duration.ofMinutes(2))
                .until(() -> sql.exists(
                        "select 1 from person_ref where enclave_ref = ? and withdrawn_at is not null", reference));
    }

    /** The subjects of every row, read page by page. */
    private List<List<String>> rows(String alignment, int limit) {
        List<List<String>> rows = new ArrayList<>();
        String next = "0";
        do {
            JsonPath page = study.member()
                    .get(study.path("/alignments/" + alignment + "/rows?limit=" + limit + "&after=" + next))
                    .then()
                    .statusCode(200)
                    .body("items", not(empty()))
                    .extract()
                    .jsonPath();
            rows.addAll(page.getList("items.subjects"));
            next = page.getString("next");
        } while (next != null);
        return rows;
    }

    private String alias(int person) {
        SubjectAlias alias = aliases.subject(study.project(), new CommonsSubjectId(StudyWorld.subject(person)));
        return alias.value();
    }
}
