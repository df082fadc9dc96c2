package org.tessera.enclave.analysis.adapter;

import static org.tessera.enclave.EnclaveWorld.asMember;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.restassured.specification.RequestSpecification;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.tessera.contracts.CatalogueCase;
import org.tessera.contracts.CommonsSubjectId;
import org.tessera.contracts.ContractJson;
import org.tessera.enclave.EnclaveWorld;
import org.tessera.enclave.approval.ProjectId;
import org.tessera.messaging.Sql;

/** A synthetic study in the enclave's tables: linked persons with records, a catalogue, an active match, imported measures. */
@ApplicationScoped
public class StudyWorld {
    static final int COHORT = 130;
    static final int OTHER_VIEW = 25;
    static final int MISMATCH = 26;
    static final int AMBIGUOUS = 4;
    static final int NOT_LINKED = 30;
    static final String VERSION = "study-world-1";
    static final long FIRST = 910_000_000L;
    private static final LocalDate START = LocalDate.of(2020, 6, 1);
    private static final String MEMBER = "rosalind-e";

    private final EnclaveWorld world;
    private final Sql sql;
    private ProjectId project = ProjectId.random();

    StudyWorld(EnclaveWorld world, Sql sql) {
        this.world = world;
        this.sql = sql;
    }

    /** Opens another project and sets everything up for it; the catalogue version is the latest until {@link #leave}. */
    void enter() {
        project = world.openProject(MEMBER);
        QuarkusTransaction.requiringNew().run(() -> {
            sql.update(
                    "insert into catalogue_version values (?, ?, ?, 'sha256:none', 0, 0, 0, 0)",
                    VERSION,
                    Instant.now().plusSeconds(3600),
                    Instant.now());
            UUID match = UUID.randomUUID();
            sql.update(
                    "insert into match_request (id, project, clinical_release, catalogue_version, fuzzy, requested_by,"
                            + " requested_at, deadline, state, changed_at) values (?, ?, 'R1', ?, false, 'x', ?, ?, 'ACTIVE', ?)",
                    match,
                    project.value(),
                    VERSION,
                    Instant.now(),
                    Instant.now(),
                    Instant.now());
            UUID upload = UUID.randomUUID();
            sql.update(
                    "insert into upload_request (id, state, project, deadline, changed_at, document)"
                            + " values (?, 'IMPORTED', ?, ?, ?, '{}')",
                    upload,
                    project.toString(),
                    Instant.now(),
                    Instant.now());
            var random = new Random(5);
            int linked = COHORT + OTHER_VIEW + MISMATCH + AMBIGUOUS;
            for (int i = 0; i < linked + NOT_LINKED; i++) {
                person(i, random, match, upload, i < linked);
            }
            sql.update("insert into imported_table values (?, ?, ?)", project.value(), upload, Instant.now());
        });
    }

    /** Removes the catalogue version, the records and the table of measures, which is not a whole one. */
    void leave() {
        QuarkusTransaction.requiringNew().run(() -> {
            String made = "(select id from upload_request where document = '{}')";
            sql.update("delete from imported_table where upload in " + made);
            sql.update("delete from upload_row where upload in " + made);
            sql.update("delete from upload_request where document = '{}'");
            sql.update("delete from catalogue_case where version = ?", VERSION);
            sql.update("delete from catalogue_version where version = ?", VERSION);
            for (String table : List.of(
                    "measurement",
                    "procedure_occurrence",
                    "condition_occurrence",
                    "observation",
                    "death",
                    "visit_occurrence",
                    "person")) {
                sql.update("delete from omop." + table + " where person_id >= ?", FIRST);
            }
        });
    }

    ProjectId project() {
        return project;
    }

    RequestSpecification member() {
        return asMember(project, MEMBER);
    }

    String path(String rest) {
        return "/projects/" + project + rest;
    }

    /** Makes an alignment and gives its id. */
    String align() {
        return made(member(), "/alignments");
    }

    /** Makes an analysis of an alignment and gives its id. */
    String analyse(String alignment) {
        return made(member().contentType("application/json").body(Map.of("alignmentId", alignment)), "/analyses");
    }

    private String made(RequestSpecification order, String rest) {
        return order.header("Idempotency-Key", UUID.randomUUID().toString())
                .post(path(rest))
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }

    private void person(int i, Random random, UUID match, UUID upload, boolean linked) {
        int interval = i % 8;
        boolean otherView = i >= COHORT && i < COHORT + OTHER_VIEW;
        boolean mismatch = i >= COHORT + OTHER_VIEW && i < COHORT + OTHER_VIEW + MISMATCH;
        boolean ambiguous = linked && i >= COHORT + OTHER_VIEW + MISMATCH;
        CatalogueCase shown = catalogueCase(i, interval, otherView ? "PA" : "AP");
        sql.update(
                "insert into catalogue_case values (?, ?, cast(? as jsonb))",
                VERSION,
                shown.submitterId().value(),
                ContractJson.text(shown));
        if (!linked) {
            return;
        }
        sql.update(
                "insert into match_link values (?, ?, ?, '{T1}', ?, ?)",
                match,
                i,
                ambiguous ? "AMBIGUOUS" : "UNIQUE",
                List.of(shown.submitterId().value()),
                ambiguous ? new long[] {FIRST + i, FIRST + i + 5000} : new long[] {FIRST + i});
        record(i, interval + (mismatch ? 1 : 0), random, upload);
    }

    private void record(int i, int interval, Random random, UUID upload) {
        long person = FIRST + i;
        LocalDate test = START.plusDays(i);
        LocalDate day = test.plusDays(interval);
        boolean high = random.nextInt(10) < 4;
        boolean low = random.nextInt(10) < 4;
        double index = Math.round(random.nextDouble() * 1e4) / 1e4;
        boolean severe = random.nextDouble() < 1 / (1 + Math.exp(2.2 - 2 * index - (high ? 1 : 0)));
        sql.update(
                "insert into omop.person (person_id, gender_concept_id, year_of_birth) values (?, 8532, 1960)", person);
        sql.update(
                "insert into omop.visit_occurrence (visit_occurrence_id, person_id, visit_concept_id, visit_start_date,"
                        + " visit_end_date) values (1, ?, 9201, ?, ?)",
                person,
                test,
                day.plusDays(9));
        sql.update(
                "insert into omop.measurement (measurement_id, person_id, measurement_concept_id, measurement_date,"
                        + " value_as_concept_id, value_source_value, value_as_number) values (1, ?, 723472, ?, 0, 'Detected', null),"
                        + " (2, ?, 3027598, ?, null, '', ?)",
                person,
                test,
                person,
                day,
                java.math.BigDecimal.valueOf(low ? 62 : 85));
        sql.update(
                "insert into omop.procedure_occurrence (procedure_occurrence_id, person_id, procedure_concept_id,"
                        + " procedure_date) values (1, ?, 4163872, ?)",
                person,
                day);
        if (high) {
            sql.update(
                    "insert into omop.condition_occurrence (condition_occurrence_id, person_id, condition_concept_id,"
                            + " condition_start_date) values (1, ?, 439727, ?)",
                    person,
                    test.minusDays(99));
        }
        smoking(i, person, test);
        if (i % 7 < 2) { // ventilated long ago: severe at some time, and not by the outcome
            sql.update(
                    "insert into omop.procedure_occurrence (procedure_occurrence_id, person_id, procedure_concept_id,"
                            + " procedure_date) values (2, ?, 4230167, ?)",
                    person,
                    test.minusDays(500));
        }
        if (severe) {
            sql.update("insert into omop.death (person_id, death_date) values (?, ?)", person, day.plusDays(3));
        }
        sql.update(
                "insert into upload_row values (?, ?, ?, ?, ?, ?)",
                upload,
                i,
                subject(i),
                "study-" + i,
                "object-" + i,
                index);
    }

    /** A fifth smokes, three never did, of a fifth nothing is said, or only after the test. */
    private void smoking(int i, long person, LocalDate test) {
        if (i % 10 != 9) {
            sql.update(
                    "insert into omop.observation (observation_id, person_id, observation_concept_id, observation_date)"
                            + " values (1, ?, ?, ?)",
                    person,
                    i % 5 == 0 || i % 5 == 4 ? 4298794 : 4144272,
                    i % 5 == 4 ? test.plusDays(1) : test);
        }
    }

    static String subject(int i) {
        return "SW-CASE-" + i;
    }

    private static String vendor(int i) {
        return i % 3 == 0 ? "SIEMENS" : "FUJIFILM Corporation";
    }

    private static CatalogueCase catalogueCase(int i, int interval, String view) {
        String race = i % 65 == 0 ? "Asian" : i % 4 == 0 ? "White" : "Black or African American";
        return new CatalogueCase(
                new CommonsSubjectId(subject(i)),
                "site-a",
                i % 2 == 0 ? "Female" : "Male",
                race,
                "Not Hispanic or Latino",
                25 + i % 60,
                null,
                "Yes",
                List.of(new CatalogueCase.CovidTest(0, "Positive", "RT-PCR")),
                List.of(new CatalogueCase.Study(
                        "study-" + i,
                        "DX",
                        interval,
                        List.of(-interval),
                        null,
                        List.of(new CatalogueCase.Series(
                                "series-" + i, "DX", view, vendor(i), "object-" + i, "x.png", "0".repeat(32), 1L)))));
    }
}
