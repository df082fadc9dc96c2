package org.tessera.enclave.analysis.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tessera.enclave.analysis.ClinicalRecord;
import org.tessera.enclave.analysis.Hospitalisation;
import org.tessera.enclave.analysis.Indicators;
import org.tessera.enclave.database.OneConnection;
import org.tessera.enclave.omop.PersonId;
import org.tessera.enclave.protocol.Protocol;
import org.tessera.enclave.protocol.Protocols;
import org.tessera.messaging.Sql;

/** The indicators of a person whose rows stand in a real database. */
final class OmopRecordsTest {
    private static final Protocol STUDY = Protocols.parse(Protocols.bundled(Protocols.COVID_SEVERITY));
    private static final PersonId ANNA = new PersonId(11);
    private static final LocalDate DAY = LocalDate.of(2020, 6, 10);

    private OneConnection connection;
    private Sql sql;

    @BeforeEach
    void open() {
        connection = OneConnection.open();
        sql = new Sql(connection);
        sql.update("insert into omop.person (person_id, gender_concept_id, year_of_birth) values (11, 8532, 1950)");
        sql.update(
                "insert into omop.visit_occurrence (visit_occurrence_id, person_id, visit_concept_id, visit_start_date,"
                        + " visit_end_date, discharged_to_source_value) values (1, 11, 9201, ?, ?, 'Home')",
                DAY.minusDays(2),
                DAY.plusDays(6));
    }

    @AfterEach
    void close() {
        connection.close();
    }

    @Test
    void history_pressure_and_outcome_are_read_from_their_tables() {
        sql.update(
                "insert into omop.condition_occurrence (condition_occurrence_id, person_id, condition_concept_id,"
                        + " condition_start_date) values (1, 11, ?, ?)",
                anId("renal-disease"),
                DAY.minusDays(400));
        sql.update(
                "insert into omop.observation (observation_id, person_id, observation_concept_id, observation_date)"
                        + " values (1, 11, ?, ?)",
                anId("dementia"),
                DAY.minusDays(2));
        sql.update(
                "insert into omop.measurement (measurement_id, person_id, measurement_concept_id, measurement_date,"
                        + " measurement_datetime, value_as_number) values (1, 11, 3004249, ?, ?, 90), (2, 11, 3012888, ?, ?, 45)",
                DAY,
                DAY.atTime(8, 30),
                DAY,
                DAY.atTime(8, 30));
        sql.update("insert into omop.death (person_id, death_date) values (11, ?)", DAY.plusDays(6));

        var indicators = new Indicators(STUDY, anna(), DAY);

        assertThat(indicators.hospitalisation().admission()).isEqualTo(DAY.minusDays(2));
        assertThat(indicators.values()).containsEntry("cci3", 1.0).containsEntry("low_map", 1.0);
        assertThat(indicators.phenotype(STUDY.outcomePhenotype())).contains("death");
        assertThat(anna().demographics()).containsExactly(new ClinicalRecord.Demographics(8532, 1950, 0, 0));
    }

    @Test
    void the_unit_of_a_pressure_is_read_by_its_concept_or_its_text() {
        sql.update(
                "insert into omop.measurement (measurement_id, person_id, measurement_concept_id, measurement_date,"
                        + " value_as_number, unit_concept_id, unit_source_value) values"
                        + " (1, 11, 3027598, ?, 12.3, 44777602, null), (2, 11, 3027598, ?, 12.1, null, 'kPa')",
                DAY,
                DAY);
        assertThat(new Indicators(STUDY, anna(), DAY).values()).doesNotContainKey("low_map");
        sql.update("update omop.measurement set value_as_number = 92, unit_concept_id = 8876 where measurement_id = 2");
        assertThat(new Indicators(STUDY, anna(), DAY).values()).containsEntry("low_map", 0.0);
    }

    @Test
    void a_pressure_whose_own_concept_is_none_counts_by_its_source_concept() {
        sql.update(
                "insert into omop.measurement (measurement_id, person_id, measurement_concept_id,"
                        + " measurement_source_concept_id, measurement_date, value_as_number) values"
                        + " (1, 11, 0, 3027598, ?, 65), (2, 11, 77, 3027598, ?, 60)",
                DAY,
                DAY);
        assertThat(anna().readings()).extracting(ClinicalRecord.Reading::value).containsExactly(65.0);
    }

    @Test
    void a_stay_without_an_end_goes_on_to_its_last_row() {
        sql.update("update omop.visit_occurrence set visit_end_date = null");
        assertThat(new Indicators(STUDY, anna(), DAY).hospitalisation().assumed())
                .as("a visit without any row is its first day")
                .isTrue();
        sql.update(
                "insert into omop.measurement (measurement_id, person_id, visit_occurrence_id, measurement_date)"
                        + " values (1, 11, 1, ?), (2, 11, 1, ?), (3, 11, 2, ?)",
                DAY.minusDays(9),
                DAY.plusDays(4),
                DAY.plusDays(99));
        assertThat(new Indicators(STUDY, anna(), DAY).hospitalisation())
                .isEqualTo(new Hospitalisation(DAY.minusDays(2), DAY.plusDays(4), false));
        sql.update(
                "insert into omop.visit_detail (visit_detail_id, person_id, visit_occurrence_id,"
                        + " visit_detail_start_date, visit_detail_end_date) values (1, 11, 1, ?, ?)",
                DAY,
                DAY.plusDays(5));
        assertThat(new Indicators(STUDY, anna(), DAY).hospitalisation().discharge())
                .isEqualTo(DAY.plusDays(5));
    }

    @Test
    void a_slip_of_a_date_makes_no_stay_without_an_end_one_of_years() {
        sql.update("update omop.visit_occurrence set visit_end_date = null");
        sql.update(
                "insert into omop.measurement (measurement_id, person_id, visit_occurrence_id, measurement_date)"
                        + " values (1, 11, 1, ?), (2, 11, 1, date '9999-12-31'), (3, 11, 1, ?)",
                DAY.plusDays(1),
                DAY.plusDays(200));
        sql.update(
                "insert into omop.visit_occurrence (visit_occurrence_id, person_id, visit_concept_id, visit_start_date)"
                        + " select 91, 11, visit_concept_id, ? from omop.visit_occurrence where visit_occurrence_id = 1",
                DAY.plusDays(100));
        assertThat(new Indicators(STUDY, anna(), DAY).hospitalisation().discharge())
                .isEqualTo(DAY.plusDays(1));
    }

    @Test
    void ventilation_counts_wherever_the_row_stands() {
        sql.update(
                "insert into omop.procedure_occurrence (procedure_occurrence_id, person_id, procedure_concept_id,"
                        + " procedure_date) values (1, 11, 4230167, ?)",
                DAY.plusDays(1));
        var indicators = new Indicators(STUDY, anna(), DAY);
        assertThat(indicators.phenotype(STUDY.outcomePhenotype())).contains("invasive-ventilation");
        assertThat(indicators.values()).containsEntry("cci3", 0.0).doesNotContainKey("low_map");
    }

    @Test
    void a_ventilator_among_the_devices_counts() {
        sql.update(
                "insert into omop.device_exposure (device_exposure_id, person_id, device_concept_id,"
                        + " device_exposure_start_date) values (1, 11, ?, ?)",
                anId("invasive-ventilation"),
                DAY.plusDays(1));
        assertThat(new Indicators(STUDY, anna(), DAY).phenotype(STUDY.outcomePhenotype()))
                .contains("invasive-ventilation");
    }

    @ParameterizedTest
    @CsvSource({
        "observation, 4188540, , false",
        "observation, 45878245, , false",
        "observation, 0, no, false",
        "observation, , ' No ', false",
        "observation, 45877994, no, true",
        "observation, 0, nose, true",
        "observation, , , true",
        "measurement, 4188540, , false",
        "measurement, , NO, false",
        "measurement, , , true"
    })
    void a_question_that_was_answered_no_did_not_happen(
            String table, @Nullable Integer answer, @Nullable String text, boolean happened) {
        sql.update(
                "insert into omop.T (T_id, person_id, T_concept_id, T_date, value_as_concept_id, value_source_value)"
                                .replace("T", table)
                        + " values (1, 11, ?, ?, ?, ?)",
                anId("invasive-ventilation"),
                DAY.plusDays(1),
                answer,
                text);
        assertThat(new Indicators(STUDY, anna(), DAY)
                        .phenotype(STUDY.outcomePhenotype())
                        .isPresent())
                .isEqualTo(happened);
    }

    @Test
    void an_answer_in_the_string_of_an_observation_is_read_too() {
        sql.update(
                "insert into omop.observation (observation_id, person_id, observation_concept_id, observation_date,"
                        + " value_as_string) values (1, 11, ?, ?, 'No')",
                anId("invasive-ventilation"),
                DAY.plusDays(1));
        assertThat(new Indicators(STUDY, anna(), DAY).phenotype(STUDY.outcomePhenotype()))
                .isEmpty();
    }

    @Test
    void intensive_care_that_is_a_part_of_a_visit_is_read() {
        sql.update(
                "insert into omop.visit_detail (visit_detail_id, person_id, visit_detail_concept_id,"
                        + " visit_detail_start_date, visit_detail_end_date) values (1, 11, 32037, ?, null)",
                DAY.plusDays(1));
        var indicators = new Indicators(STUDY, anna(), DAY);
        assertThat(indicators.phenotype(STUDY.phenotype("icu-or-intubation-24h").orElseThrow()))
                .contains("intensive-care");
        assertThat(indicators.hospitalisation().assumed()).isFalse();
    }

    @Test
    void a_person_without_rows_has_an_empty_record() {
        assertThat(new OmopRecords(connection).of(Set.of(new PersonId(99)), STUDY))
                .isEmpty();
    }

    private ClinicalRecord anna() {
        return new OmopRecords(connection).of(Set.of(ANNA), STUDY).getOrDefault(ANNA, ClinicalRecord.EMPTY);
    }

    private static long anId(String set) {
        var sets = java.util.Objects.requireNonNull(STUDY.conceptSets().get(set));
        return sets.ids().stream().sorted().findFirst().orElseThrow();
    }
}
