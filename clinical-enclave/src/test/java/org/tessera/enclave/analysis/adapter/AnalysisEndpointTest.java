package org.tessera.enclave.analysis.adapter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;
import static org.tessera.enclave.EnclaveWorld.as;
import static org.tessera.enclave.EnclaveWorld.asMember;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tessera.enclave.EnclaveWorld;
import org.tessera.enclave.approval.ProjectId;
import org.tessera.messaging.Sql;
import org.tessera.testkit.AuthorizationMatrix;
import org.tessera.testkit.OnRealServers;

/** From the match table to alignments and analyses, on real servers. */
@QuarkusTest
@OnRealServers("clinical-enclave")
class AnalysisEndpointTest {
    @Inject
    EnclaveWorld world;

    @Inject
    StudyWorld study;

    @Inject
    Sql sql;

    @BeforeEach
    void enter() {
        study.enter();
    }

    @AfterEach
    void leave() {
        study.leave();
    }

    @Test
    void an_alignment_gives_everyone_a_verdict_and_shows_aliases_only() {
        String id = study.align();

        String rows = study.member()
                .get(study.path("/alignments/" + id + "/rows?limit=1000"))
                .then()
                .statusCode(200)
                .body(
                        "items",
                        hasSize(StudyWorld.COHORT + StudyWorld.OTHER_VIEW + StudyWorld.MISMATCH + StudyWorld.AMBIGUOUS))
                .extract()
                .asString();
        assertThat(rows).contains("\"S-", "\"P-").doesNotContain("SW-CASE", "9100000", "study-1", "object-1");
        study.member()
                .get(study.path("/alignments/" + id))
                .then()
                .statusCode(200)
                .body("provenance.protocol", equalTo("covid-severity"))
                .body("funnel.find { it.verdict == 'SUBCOHORT_1' }.persons", equalTo(StudyWorld.COHORT))
                .body("funnel.find { it.verdict == 'SUBCOHORT_1' }.images", equalTo(StudyWorld.COHORT))
                .body("funnel.find { it.verdict == 'NO_REQUIRED_VIEW' }.persons", equalTo(StudyWorld.OTHER_VIEW))
                .body("funnel.find { it.verdict == 'INTERVAL_MISMATCH' }.persons", equalTo(StudyWorld.MISMATCH))
                .body("funnel.find { it.verdict == 'AMBIGUOUS_LINKAGE' }.persons", equalTo(StudyWorld.AMBIGUOUS))
                .body("funnel.find { it.verdict == 'NOT_LINKED' }.persons", equalTo(StudyWorld.NOT_LINKED))
                .body("disagreements", equalTo(0))
                .body("missingCodes.find { it.code == '36554-4' }.vocabulary", equalTo("LOINC"));
        study.member().get(study.path("/alignments")).then().statusCode(200).body("items.id", contains(id));
    }

    @Test
    void the_same_key_makes_one_alignment() {
        String key = UUID.randomUUID().toString();
        String first = study.member()
                .header("Idempotency-Key", key)
                .post(study.path("/alignments"))
                .then()
                .extract()
                .path("id");
        String second = study.member()
                .header("Idempotency-Key", key)
                .post(study.path("/alignments"))
                .then()
                .extract()
                .path("id");
        assertThat(second).isEqualTo(first);
        study.member()
                .post(study.path("/alignments"))
                .then()
                .statusCode(400)
                .body("kind", equalTo("idempotency-key-missing"));
    }

    @Test
    void an_analysis_fits_the_three_models_and_says_what_it_was_made_of() {
        String alignment = study.align();

        String id = study.analyse(alignment);

        study.member()
                .get(study.path("/analyses/" + id))
                .then()
                .statusCode(200)
                .body("persons", equalTo(StudyWorld.COHORT))
                .body("images", equalTo(StudyWorld.COHORT))
                .body(
                        "importedRows",
                        equalTo(StudyWorld.COHORT + StudyWorld.OTHER_VIEW + StudyWorld.MISMATCH + StudyWorld.AMBIGUOUS))
                .body("models.name", contains("imaging", "clinical", "combined"))
                .body("models.state", contains("ESTIMATED", "ESTIMATED", "ESTIMATED"))
                .body("models[2].coefficients.name", contains("(Intercept)", "imaging_index", "cci3", "low_map"))
                .body("comparisons", hasSize(3))
                .body("outcome", equalTo("severe-in-hospitalisation"))
                .body("alignment", equalTo(alignment));
        study.member().get(study.path("/analyses")).then().statusCode(200).body("items.id", contains(id));
        assertThat(sql.list(
                        "select 1 from ledger_entry where object in (?, ?) and action in ('alignment.made', 'analysis.made')",
                        row -> 1,
                        alignment,
                        id))
                .hasSize(2);
    }

    @Test
    void an_analysis_says_how_many_meet_each_phenotype_and_by_what_and_whose_admission_is_assumed() {
        long first = StudyWorld.FIRST;
        QuarkusTransaction.requiringNew()
                .run(() -> sql.update(
                        "delete from omop.visit_occurrence where person_id between ? and ?", first, first + 2));
        List<Integer> died = sql.list(
                "select 1 from omop.death join omop.visit_occurrence using (person_id) where person_id between ? and ?",
                row -> 1,
                first,
                first + StudyWorld.COHORT - 1);

        String id = study.analyse(study.align());

        assertThat(died).isNotEmpty();
        study.member()
                .get(study.path("/analyses/" + id))
                .then()
                .statusCode(200)
                .body("withOutcome", equalTo(died.size()))
                .body("outcomeReasons", equalTo(Map.of("death", died.size())))
                .body("phenotypes.'severe-in-hospitalisation'", equalTo(died.size()))
                .body("phenotypes.'severe-ever'", equalTo(38))
                .body("phenotypes.'icu-or-intubation-24h'", equalTo(0))
                .body("admissionsAssumed", equalTo(3))
                .body("disagreements.sex", equalTo(StudyWorld.COHORT / 2));
    }

    @Test
    void a_death_before_the_study_is_told_where_the_two_domains_disagree() {
        long first = StudyWorld.FIRST;
        QuarkusTransaction.requiringNew()
                .run(() -> sql.update(
                        "update omop.death set death_date = death_date - 30 where person_id ="
                                + " (select min(person_id) from omop.death where person_id between ? and ?)",
                        first,
                        first + StudyWorld.COHORT - 1));

        String id = study.analyse(study.align());

        study.member()
                .get(study.path("/analyses/" + id))
                .then()
                .statusCode(200)
                .body("disagreements.death", equalTo(1));
    }

    @Test
    void a_row_of_the_study_population_says_whether_the_study_day_stands_for_the_admission() {
        long first = StudyWorld.FIRST;
        QuarkusTransaction.requiringNew()
                .run(() -> sql.update(
                        "delete from omop.visit_occurrence where person_id between ? and ?", first, first + 2));
        String alignment = study.align();
        String member = "items.findAll { it.verdict == 'SUBCOHORT_1' }.admissionAssumed.";

        study.member()
                .get(study.path("/alignments/" + alignment + "/rows?limit=1000"))
                .then()
                .statusCode(200)
                .body(member + "count(true)", equalTo(3))
                .body(member + "count(false)", equalTo(StudyWorld.COHORT - 3))
                .body("items.findAll { it.verdict != 'SUBCOHORT_1' }.admissionAssumed", everyItem(nullValue()));
        study.member()
                .get(study.path("/analyses/" + study.analyse(alignment)))
                .then()
                .body("admissionsAssumed", equalTo(3));
    }

    @Test
    void rows_of_an_alignment_of_before_are_shown_and_say_nothing_of_admissions() {
        String alignment = study.align();
        QuarkusTransaction.requiringNew()
                .run(() -> sql.update(
                        "update alignment_row set document = document - 'admissionAssumed'" + " where alignment = ?",
                        UUID.fromString(alignment)));

        study.member()
                .get(study.path("/alignments/" + alignment + "/rows?limit=1000"))
                .then()
                .statusCode(200)
                .body("items.findAll { it.verdict == 'SUBCOHORT_1' }", hasSize(StudyWorld.COHORT))
                .body("items.admissionAssumed", everyItem(nullValue()));
    }

    @Test
    void without_a_match_there_is_nothing_to_align() {
        QuarkusTransaction.requiringNew()
                .run(() -> sql.update(
                        "update match_request set state = 'SUPERSEDED' where project = ?",
                        study.project().value()));
        study.member()
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .post(study.path("/alignments"))
                .then()
                .statusCode(409)
                .body("kind", equalTo("no-active-match"));
    }

    @Test
    void only_members_come_in() {
        String id = study.align();
        as("dorothy", "researcher").get(study.path("/alignments")).then().statusCode(403);
        as("rosalind-e", "researcher").get(study.path("/alignments")).then().statusCode(403);
        asMember(study.project(), "dorothy").get(study.path("/analyses")).then().statusCode(403);
        ProjectId other = world.openProject("rosalind-e");
        asMember(other, "rosalind-e")
                .get("/projects/" + other + "/alignments/" + id)
                .then()
                .statusCode(404);
        String nowhere = "/projects/" + UUID.randomUUID();
        AuthorizationMatrix.of("enclave")
                .allow("POST", nowhere + "/alignments", "researcher")
                .allow("GET", nowhere + "/alignments", "researcher")
                .allow("GET", nowhere + "/alignments/" + id, "researcher")
                .allow("GET", nowhere + "/alignments/" + id + "/rows", "researcher")
                .allowWithBody("POST", nowhere + "/analyses", "{\"alignmentId\":\"" + id + "\"}", "researcher")
                .allow("GET", nowhere + "/analyses", "researcher")
                .allow("GET", nowhere + "/analyses/" + id, "researcher")
                .check();
    }

    @Test
    void the_end_of_a_project_takes_its_alignments_and_analyses_with_it() {
        String alignment = study.align();
        String analysis = study.analyse(alignment);
        world.endProject(study.project());
        assertThat(sql.list(
                        "select 1 from alignment where project = ?",
                        row -> 1,
                        study.project().value()))
                .isEmpty();
        assertThat(sql.list(
                        "select 1 from analysis where project = ?",
                        row -> 1,
                        study.project().value()))
                .isEmpty();
        // What is kept for who asks again with her key.
        assertThat(sql.list(
                        "select answer - 'id' from idempotency_key where answer ->> 'id' in (?, ?)",
                        row -> row.getString(1),
                        alignment,
                        analysis))
                .containsExactly("{}", "{}");
    }
}
