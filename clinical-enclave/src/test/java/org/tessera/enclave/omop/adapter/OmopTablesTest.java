package org.tessera.enclave.omop.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tessera.contracts.EnclaveRef;
import org.tessera.enclave.database.OneConnection;
import org.tessera.enclave.omop.CdmTable;
import org.tessera.enclave.omop.FileTotals;
import org.tessera.enclave.omop.PersonId;
import org.tessera.enclave.omop.ReleaseSubmission;
import org.tessera.enclave.omop.ReleaseSubmissionId;
import org.tessera.messaging.Sql;

class OmopTablesTest {
    private static final Instant NOW = Instant.parse("2026-01-05T10:00:00Z");
    private static final String ANNA = "a1".repeat(32);
    private static final String BERT = "b2".repeat(32);
    private static final String STRANGER = "c3".repeat(32);
    private static final String PERSONS =
            "person_id,gender_concept_id,year_of_birth,race_source_value,person_source_value\n" + ANNA
                    + ",8532,1950,White,MRN-1\n" + BERT + ",8507,1960,\"Other, unknown\",MRN-2\n";

    private OneConnection connection;
    private Sql sql;
    private ReleaseTable submissions;
    private OmopTables omop;
    private ReferenceTable references;

    @BeforeEach
    void open() {
        connection = OneConnection.open();
        sql = connection.sql();
        submissions = new ReleaseTable(sql);
        omop = new OmopTables(sql, submissions);
        references = new ReferenceTable(sql);
    }

    @AfterEach
    void close() {
        connection.close();
    }

    @Test
    void tables_come_with_persons_after_vocabulary_and_before_events() {
        List<String> names = omop.tables().stream().map(CdmTable::name).toList();

        assertThat(names).contains("visit_occurrence", "device_exposure", "death", "concept");
        assertThat(names.indexOf("concept")).isLessThan(names.indexOf("person"));
        assertThat(names.indexOf("person")).isLessThan(names.indexOf("condition_occurrence"));
    }

    @Test
    void every_reference_gets_a_number_of_the_enclaves_own() throws IOException {
        FileTotals totals = load(submission("partner-north", "R1"), "person", PERSONS);

        assertThat(totals.accepted()).isEqualTo(2);
        assertThat(totals.warnings()).singleElement().asString().contains("person_source_value is never kept");
        assertThat(numbers("R1")).hasSize(2).doesNotHaveDuplicates();
        assertThat(sql.list("select person_source_value from omop.person", row -> row.getString(1) == null))
                .containsExactly(true, true);
    }

    @Test
    void totals_add_up_and_every_row_that_stays_out_has_a_line_and_a_reason() throws IOException {
        ReleaseSubmission submission = submission("partner-north", "R1");
        load(submission, "person", PERSONS);
        FileTotals totals = load(
                submission,
                "measurement",
                "measurement_id,person_id,measurement_concept_id,measurement_date,value_source_value\n"
                        + "1," + ANNA + ",0,2020-03-01,Detected\n"
                        + "1," + ANNA + ",0,2020-03-02,Detected\n"
                        + "1," + BERT + ",0,2020-03-02,\"tab\there, back\\slash\"\n"
                        + "2," + STRANGER + ",0,2020-03-02,Detected\n"
                        + "3," + BERT + ",0,yesterday,Detected\n");

        assertThat(totals.rows()).isEqualTo(5);
        assertThat(totals.accepted()).isEqualTo(2);
        assertThat(totals.rejected()).isEqualTo(3);
        assertThat(submissions.errors(submission.id(), 100, 0).items())
                .extracting(error -> error.line() + ": " + error.reason())
                .containsExactlyInAnyOrder(
                        "3: has the same person_id, measurement_id as a row before it",
                        "5: person_id has no row in person",
                        "6: measurement_date is not an ISO date");
        assertThat(sql.list(
                        "select value_source_value from omop.measurement order by measurement_date",
                        row -> row.getString(1)))
                .containsExactly("Detected", "tab\there, back\\slash");
    }

    @Test
    void nobody_is_born_in_a_year_that_cannot_be_or_on_a_day_that_never_was() throws IOException {
        ReleaseSubmission submission = submission("partner-north", "R1");
        List<String> births = List.of(
                "44,,",
                "1849,,",
                "1850,,",
                "2026,1,31",
                "2027,,",
                "1950,0,",
                "1950,13,1",
                "1950,,0",
                "1950,,31",
                "1950,,32",
                "1951,2,29",
                "1952,2,29",
                "1950,4,31",
                "1950,4,30",
                "0,1,1");
        String rows = IntStream.range(0, births.size())
                .mapToObj(i -> "%064x,%s\n".formatted(i, births.get(i)))
                .collect(Collectors.joining("", "person_id,year_of_birth,month_of_birth,day_of_birth\n", ""));

        assertThat(load(submission, "person", rows).accepted()).isEqualTo(5);
        assertThat(submissions.errors(submission.id(), 100, 0).items())
                .extracting(error -> error.line() + ": " + error.reason())
                .containsExactlyInAnyOrder(
                        "2: year_of_birth is not from 1850 to 2026",
                        "3: year_of_birth is not from 1850 to 2026",
                        "6: year_of_birth is not from 1850 to 2026",
                        "7: month_of_birth is not from 1 to 12",
                        "8: month_of_birth is not from 1 to 12",
                        "9: day_of_birth is no day of its month",
                        "11: day_of_birth is no day of its month",
                        "12: day_of_birth is no day of its month",
                        "14: day_of_birth is no day of its month",
                        "16: year_of_birth is not from 1850 to 2026");
    }

    @Test
    void a_visit_that_ends_before_it_begins_stays_out_and_one_without_an_end_does_not() throws IOException {
        ReleaseSubmission submission = submission("partner-north", "R1");
        load(submission, "person", PERSONS);
        for (String visit : List.of("visit", "visit_detail")) {
            FileTotals totals = load(
                    submission,
                    visit.equals("visit") ? "visit_occurrence" : visit,
                    (visit.equals("visit") ? "visit_occurrence" : visit)
                            + "_id,person_id,V_start_date,V_end_date\n".replace("V", visit)
                            + "1," + ANNA + ",2020-03-05,2020-03-04\n"
                            + "2," + ANNA + ",2020-03-05,2020-03-05\n"
                            + "3," + BERT + ",2020-03-05,\n");
            assertThat(totals.accepted()).as(visit).isEqualTo(2);
        }
        assertThat(submissions.errors(submission.id(), 100, 0).items())
                .extracting(error -> error.line() + ": " + error.reason())
                .containsExactlyInAnyOrder(
                        "2: visit_end_date is before visit_start_date",
                        "2: visit_detail_end_date is before visit_detail_start_date");
    }

    @Test
    void the_same_release_again_replaces_the_rows_and_keeps_the_numbers() throws IOException {
        load(submission("partner-north", "R1"), "person", PERSONS);
        List<Long> first = numbers("R1");

        omop.clear("partner-north", "R1");
        submissions.replace("partner-north", "R1");
        load(submission("partner-north", "R1"), "person", PERSONS);

        assertThat(numbers("R1")).isEqualTo(first);
        assertThat(sql.list("select person_id from omop.person order by 1", row -> row.getLong(1)))
                .containsExactlyInAnyOrderElementsOf(first);
        assertThat(submissions.list(10, Long.MAX_VALUE).items())
                .extracting(ReleaseSubmission::state)
                .containsExactly(ReleaseSubmission.State.LOADED, ReleaseSubmission.State.REPLACED);
    }

    @Test
    void another_release_has_other_numbers_and_stays_when_one_is_replaced() throws IOException {
        load(submission("partner-north", "R1"), "person", PERSONS);
        load(submission("partner-north", "R2"), "person", PERSONS);

        assertThat(numbers("R1")).doesNotContainAnyElementsOf(numbers("R2"));
        omop.clear("partner-north", "R1");
        assertThat(sql.list("select person_id from omop.person order by 1", row -> row.getLong(1)))
                .containsExactlyInAnyOrderElementsOf(numbers("R2"));
    }

    @Test
    void a_reference_belongs_to_the_partner_that_named_it() throws IOException {
        load(submission("partner-north", "R1"), "person", PERSONS);
        ReleaseSubmission thief = submission("partner-south", "R1");
        FileTotals totals = load(thief, "person", PERSONS);

        assertThat(totals.rejected()).isEqualTo(2);
        assertThat(submissions.errors(thief.id(), 10, 0).items())
                .allMatch(error -> error.reason().equals("person_id belongs to another partner"));
    }

    @Test
    void whose_record_a_person_is_stays_known_when_she_opts_out() throws IOException {
        load(submission("partner-north", "R1"), "person", PERSONS);
        load(submission("partner-south", "R2"), "person", PERSONS);
        references.withdraw(new EnclaveRef(ANNA), "partner-south", NOW);
        Set<PersonId> south = numbers("R2").stream().map(PersonId::new).collect(Collectors.toSet());
        assertThat(references.partnersOf(south))
                .hasSize(2)
                .allSatisfy((person, partner) -> assertThat(partner).isEqualTo("partner-south"));
        assertThat(references.partnersOf(Set.of(new PersonId(numbers("R1").getFirst()))))
                .containsValue("partner-north");
    }

    @Test
    void whoever_opted_out_is_not_loaded_and_is_marked_in_every_release() throws IOException {
        load(submission("partner-north", "R1"), "person", PERSONS);

        Set<PersonId> withdrawn = references.withdraw(new EnclaveRef(ANNA), "partner-north", NOW);
        references.withdraw(new EnclaveRef(ANNA), "partner-north", NOW.plusSeconds(60));

        assertThat(withdrawn).hasSize(1);
        assertThat(references.standing("R1", List.of(new EnclaveRef(ANNA), new EnclaveRef(STRANGER))))
                .hasSize(1)
                .allSatisfy((reference, standing) ->
                        assertThat(standing.withdrawn()).isTrue());
        FileTotals totals = load(submission("partner-north", "R2"), "person", PERSONS);
        assertThat(totals.accepted()).isEqualTo(1);
        assertThat(numbers("R2")).hasSize(1);
    }

    @Test
    void an_opt_out_before_the_bundle_holds_for_its_partner_and_for_no_other() throws IOException {
        references.withdraw(new EnclaveRef(ANNA), "partner-north", NOW);

        assertThat(load(submission("partner-north", "R1"), "person", PERSONS).accepted())
                .isEqualTo(1);
        assertThat(load(submission("partner-south", "R2"), "person", PERSONS).accepted())
                .isEqualTo(2);
        assertThat(references.withdraw(new EnclaveRef(ANNA), "partner-north", NOW))
                .isEmpty();
        assertThat(references.partnersOf(new EnclaveRef(ANNA))).containsExactly("partner-south");
        assertThat(references.withdraw(new EnclaveRef(ANNA), "partner-south", NOW))
                .hasSize(1);
    }

    @Test
    void vocabulary_with_tabs_loads_and_its_last_row_counts() throws IOException {
        ReleaseSubmission submission = submission("partner-north", "R1");
        String header = "concept_id\tconcept_name\tvalid_start_date\n";
        load(submission, "concept", header + "3027598\tMean blood pressure\t19700101\n");
        FileTotals totals = load(submission, "concept", header + "3027598\tMean \"arterial\" pressure\t19700101\n");

        assertThat(totals.accepted()).isEqualTo(1);
        assertThat(sql.list("select concept_name from omop.concept", row -> row.getString(1)))
                .containsExactly("Mean \"arterial\" pressure");
    }

    @Test
    void no_partner_gives_a_concept_another_code_than_it_has() throws IOException {
        String header = "concept_id,concept_name,vocabulary_id,concept_code\n";
        load(
                submission("partner-north", "R1"),
                "concept",
                header + "2211361,Chest,CPT4,71045\n2313814,Heart,CPT4,93000\n");

        ReleaseSubmission south = submission("partner-south", "R2");
        FileTotals totals = load(
                south,
                "concept",
                header + "2313814,Heart,CPT4,71045\n2211361,Chest,LOINC,71045\n2313816,ECG,CPT4,93005\n");
        assertThat(totals.accepted()).isEqualTo(1);
        assertThat(submissions.errors(south.id(), 10, 0).items())
                .extracting(error -> error.line() + ": " + error.reason())
                .containsExactly(
                        "2: concept_id stands for another vocabulary_id and concept_code in the vocabulary that is loaded",
                        "3: concept_id stands for another vocabulary_id and concept_code in the vocabulary that is loaded");

        load(south, "concept", header + "2313814,\"Heart, tracing\",,\n");
        load(south, "concept", header + "2313814,\"Heart, tracing\",CPT4,71045\n");
        assertThat(concepts())
                .containsExactly(
                        "2211361 Chest CPT4 71045", "2313814 Heart, tracing CPT4 93000", "2313816 ECG CPT4 93005");
    }

    private List<String> concepts() {
        return sql.list(
                "select * from omop.concept order by concept_id",
                row -> String.join(
                        " ",
                        row.getString("concept_id"),
                        row.getString("concept_name"),
                        row.getString("vocabulary_id"),
                        row.getString("concept_code")));
    }

    private List<Long> numbers(String release) {
        return sql.list(
                "select person_id from person_ref where release = ? order by enclave_ref",
                row -> row.getLong(1),
                release);
    }

    private ReleaseSubmission submission(String partner, String release) {
        ReleaseSubmission submission = new ReleaseSubmission(
                ReleaseSubmissionId.random(),
                partner,
                release,
                ReleaseSubmission.State.LOADED,
                NOW,
                "sha256:" + "0".repeat(64),
                List.of());
        submissions.begin(submission, "stewart");
        return submission;
    }

    private FileTotals load(ReleaseSubmission submission, String table, String csv) throws IOException {
        CdmTable found = omop.tables().stream()
                .filter(each -> each.name().equals(table))
                .findFirst()
                .orElseThrow();
        return omop.load(
                submission,
                found,
                "omop/" + table + ".csv",
                new ByteArrayInputStream(csv.getBytes(StandardCharsets.UTF_8)));
    }
}
