package org.tessera.enclave.alignment.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tessera.enclave.alignment.ClinicalDates;
import org.tessera.enclave.database.OneConnection;
import org.tessera.enclave.omop.PersonId;
import org.tessera.enclave.protocol.ConceptSet;
import org.tessera.enclave.protocol.Protocol;
import org.tessera.enclave.protocol.Protocols;
import org.tessera.messaging.Sql;

/** Tests and radiographs as real OMOP loads have them, against a real database. */
final class OmopDaysTest {
    private static final Protocol STUDY = Protocols.parse(Protocols.bundled(Protocols.COVID_SEVERITY));
    private static final PersonId ANNA = new PersonId(11);
    private static final LocalDate DAY = LocalDate.of(2020, 6, 10);

    private OneConnection connection;
    private Sql sql;
    private int next;

    @BeforeEach
    void open() {
        connection = OneConnection.open();
        sql = new Sql(connection);
    }

    @AfterEach
    void close() {
        connection.close();
    }

    @Test
    void a_positive_answer_counts_by_concept_and_by_text_where_the_concept_is_none() {
        test(723472, DAY, 45884084, "");
        test(723472, DAY.plusDays(1), 0, " Detected ");
        test(723472, DAY.plusDays(2), null, "POSITIVE");
        test(723472, DAY.plusDays(3), 9189, "Positive");
        test(723472, DAY.plusDays(4), 0, "Not detected");
        test(3027598, DAY.plusDays(5), 45884084, "Positive");
        assertThat(days().positiveTests()).containsExactlyInAnyOrder(DAY, DAY.plusDays(1), DAY.plusDays(2));
    }

    @Test
    void a_test_whose_own_concept_is_none_counts_by_its_source_concept() {
        sql.update(
                "insert into omop.measurement (measurement_id, person_id, measurement_concept_id,"
                        + " measurement_source_concept_id, measurement_date, value_as_concept_id)"
                        + " values (1, 11, 0, 723472, ?, 45884084)",
                DAY);
        assertThat(days().positiveTests()).containsExactly(DAY);
    }

    @Test
    void a_radiograph_counts_by_concept_by_code_of_the_vocabulary_and_by_source_value() {
        sql.update("insert into omop.concept (concept_id, concept_name, vocabulary_id, concept_code)"
                + " values (42, 'chest', 'CPT4', '71045')");
        procedure(4163872, DAY, "");
        procedure(42, DAY.plusDays(1), "");
        procedure(0, DAY.plusDays(2), "71046");
        procedure(77, DAY.plusDays(3), "71046");
        procedure(4163872, DAY, "again");
        assertThat(days().procedures()).containsExactlyInAnyOrder(DAY, DAY.plusDays(1), DAY.plusDays(2));
    }

    @Test
    void codes_that_the_loaded_vocabulary_has_no_concept_of_are_told() {
        sql.update("insert into omop.concept (concept_id, concept_name, vocabulary_id, concept_code) values"
                + " (42, 'chest', 'CPT4', '71045'), (43, 'another', 'Local', '71046')");
        assertThat(new ConceptTable(sql)
                        .missing(List.of(
                                STUDY.imaging().procedure(),
                                STUDY.inpatientVisits(),
                                STUDY.imaging().procedure())))
                .containsExactly(
                        new ConceptSet.Code("CPT4", "71046"),
                        new ConceptSet.Code("LOINC", "36554-4"),
                        new ConceptSet.Code("LOINC", "36643-5"));
    }

    @Test
    void nobody_else_is_read_and_who_has_nothing_has_no_days() {
        test(723472, DAY, 45884084, "");
        var other = new PersonId(12);
        assertThat(new OmopDays(connection)
                        .days(Set.of(other), STUDY.indexEvent(), STUDY.imaging().procedure()))
                .containsEntry(other, new ClinicalDates(Set.of(), Set.of()))
                .hasSize(1);
    }

    private ClinicalDates days() {
        return new OmopDays(connection)
                .days(Set.of(ANNA), STUDY.indexEvent(), STUDY.imaging().procedure())
                .getOrDefault(ANNA, new ClinicalDates(Set.of(), Set.of()));
    }

    private void test(int concept, LocalDate day, @org.jspecify.annotations.Nullable Integer answer, String text) {
        sql.update(
                "insert into omop.measurement (measurement_id, person_id, measurement_concept_id, measurement_date,"
                        + " value_as_concept_id, value_source_value) values (?, 11, ?, ?, ?, ?)",
                ++next,
                concept,
                day,
                answer,
                text);
    }

    private void procedure(int concept, LocalDate day, String source) {
        sql.update(
                "insert into omop.procedure_occurrence (procedure_occurrence_id, person_id, procedure_concept_id,"
                        + " procedure_date, procedure_source_value) values (?, 11, ?, ?, ?)",
                ++next,
                concept,
                day,
                source);
    }
}
