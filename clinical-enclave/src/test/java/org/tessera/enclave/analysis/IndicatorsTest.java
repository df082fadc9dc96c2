package org.tessera.enclave.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;
import static org.assertj.core.api.Assertions.within;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.tessera.enclave.analysis.ClinicalRecord.Event;
import org.tessera.enclave.analysis.ClinicalRecord.Reading;
import org.tessera.enclave.analysis.ClinicalRecord.Visit;
import org.tessera.enclave.protocol.Covariate;
import org.tessera.enclave.protocol.Protocol;
import org.tessera.enclave.protocol.Protocols;

/** The clinical indicators of the first study, on records written by hand. */
final class IndicatorsTest {
    private static final Protocol STUDY = Protocols.parse(Protocols.bundled(Protocols.COVID_SEVERITY));
    private static final LocalDate DAY = LocalDate.of(2021, 3, 10);

    @Test
    void overlapping_and_adjacent_inpatient_visits_are_one_hospitalisation() {
        var visits = List.of(
                visit(9201, -5, -3), visit(262, -3, -1), visit(8717, 0, 2), visit(9202, 3, 9), visit(9201, 4, 6));
        var found = Hospitalisation.holding(DAY, visits, STUDY.inpatientVisits());
        assertThat(found).isEqualTo(new Hospitalisation(DAY.minusDays(5), DAY.plusDays(2), false));
    }

    @Test
    void a_long_stay_is_not_cut_by_a_short_one_inside_it() {
        var visits = List.of(visit(9201, -9, 5), visit(9201, -8, -6));
        assertThat(Hospitalisation.holding(DAY, visits, STUDY.inpatientVisits()).discharge())
                .isEqualTo(DAY.plusDays(5));
    }

    @Test
    void without_an_inpatient_visit_the_study_day_stands_for_the_admission_and_says_so() {
        var found =
                Hospitalisation.holding(DAY, List.of(visit(9202, 0, 0), visit(9201, 2, 4)), STUDY.inpatientVisits());
        assertThat(found).isEqualTo(new Hospitalisation(DAY, DAY, true));
    }

    @Test
    void conditions_count_up_to_the_day_of_admission_and_the_severe_form_replaces_the_mild() {
        var stay = List.of(visit(9201, -2, 5));
        assertThat(charlson(stay, event("diabetes", -100), event("diabetes-with-complications", -50)))
                .isEqualTo(2);
        assertThat(charlson(stay, event("malignancy", -100), event("metastatic-tumour", -2)))
                .isEqualTo(6);
        assertThat(charlson(stay, event("malignancy", -100), event("metastatic-tumour", -1)))
                .isEqualTo(2);
        assertThat(charlson(stay, event("mild-liver-disease", -9), event("severe-liver-disease", -9), event("hiv", -2)))
                .isEqualTo(9);
        assertThat(charlson(stay, event("dementia", -9), event("dementia", -8))).isEqualTo(1);
    }

    @Test
    void history_is_what_was_known_on_the_day_of_the_positive_test() {
        assertThat(history(event("smoker", 0))).containsExactly(entry("smoking", true));
        assertThat(history(event("smoker", 1))).isEmpty();
        assertThat(history(event("non-smoker", -700))).containsExactly(entry("smoking", false));
        assertThat(history(event("non-smoker", -700), event("smoker", 1))).containsExactly(entry("smoking", false));
        assertThat(history(event("smoker", -700), event("non-smoker", -1))).containsExactly(entry("smoking", true));
        assertThat(history()).isEmpty();
    }

    private static Map<String, Boolean> history(Event... events) {
        return new Indicators(STUDY, record(List.of(), List.of(events), List.of()), DAY.plusDays(3)).history(DAY);
    }

    @Test
    void three_points_are_the_high_class() {
        var record = record(
                List.of(visit(9201, -2, 5)), List.of(event("dementia", -9), event("renal-disease", -9)), List.of());
        assertThat(new Indicators(STUDY, record, DAY).values()).containsEntry("cci3", 1.0);
        var two = record(List.of(visit(9201, -2, 5)), List.of(event("renal-disease", -9)), List.of());
        assertThat(new Indicators(STUDY, two, DAY).values()).containsEntry("cci3", 0.0);
    }

    @Test
    void the_lowest_pressure_of_the_study_day_counts_and_seventy_is_not_low() {
        var readings = List.of(
                reading("mean-arterial-pressure", 0, 9, 82),
                reading("mean-arterial-pressure", 0, 15, 69.9),
                reading("mean-arterial-pressure", -1, 9, 40),
                reading("diastolic-pressure", 0, 9, 20),
                reading("systolic-pressure", 0, 9, 30));
        assertThat(lowest(readings)).hasValue(69.9);
        assertThat(new Indicators(STUDY, record(List.of(), List.of(), readings), DAY).values())
                .containsEntry("low_map", 1.0);
        var seventy = List.of(reading("mean-arterial-pressure", 0, 9, 70));
        assertThat(new Indicators(STUDY, record(List.of(), List.of(), seventy), DAY).values())
                .containsEntry("low_map", 0.0);
    }

    @Test
    void a_pressure_of_another_unit_is_left_out_and_one_without_a_unit_is_in_millimetres_of_mercury() {
        assertThat(lowest(List.of(pressure("mean-arterial-pressure", 12.3, 44777602, "kPa"))))
                .isEmpty();
        assertThat(lowest(List.of(pressure("mean-arterial-pressure", 12.3, 0, "kPa"))))
                .isEmpty();
        assertThat(lowest(List.of(
                        pressure("diastolic-pressure", 8, 0, "kPa"), pressure("systolic-pressure", 16, 0, "kPa"))))
                .isEmpty();
        for (String spelt : List.of("", "mmHg", "MMHG", " mm Hg ", "mm[Hg]")) {
            assertThat(lowest(List.of(pressure("mean-arterial-pressure", 69, 0, spelt))))
                    .as(spelt)
                    .hasValue(69);
        }
        assertThat(lowest(List.of(
                        pressure("mean-arterial-pressure", 12.3, 0, "kPa"),
                        pressure("mean-arterial-pressure", 92, 8876, "anything"))))
                .hasValue(92);
    }

    @Test
    void a_protocol_of_before_that_says_no_unit_takes_every_pressure() {
        var old = Protocols.approved(
                Protocols.bundled(Protocols.COVID_SEVERITY).replaceAll("(?m)^    unit: \\{.*\n", ""));
        var kilopascals =
                record(List.of(), List.of(), List.of(pressure("mean-arterial-pressure", 12.3, 44777602, "kPa")));
        assertThat(new Indicators(old, kilopascals, DAY).values()).containsEntry("low_map", 1.0);
    }

    @Test
    void without_a_mean_pressure_pairs_of_the_same_time_stand_for_it() {
        var readings = List.of(
                reading("diastolic-pressure", 0, 9, 60),
                reading("systolic-pressure", 0, 9, 120),
                reading("diastolic-pressure", 0, 11, 50),
                reading("systolic-pressure", 0, 12, 60));
        assertThat(lowest(readings).orElseThrow()).isCloseTo(80, within(1e-12));
    }

    @Test
    void without_times_only_the_days_only_pair_stands_for_it() {
        var one = List.of(untimed("diastolic-pressure", 60), untimed("systolic-pressure", 90));
        assertThat(lowest(one).orElseThrow()).isCloseTo(70, within(1e-12));
        var two = List.of(
                untimed("diastolic-pressure", 60), untimed("systolic-pressure", 90), untimed("systolic-pressure", 120));
        assertThat(lowest(two)).isEmpty();
        assertThat(new Indicators(STUDY, record(List.of(), List.of(), two), DAY).values())
                .doesNotContainKey("low_map");
    }

    @Test
    void several_readings_of_midnight_are_no_pairs_and_the_only_pair_of_midnight_is_one() {
        var crossed = List.of(
                reading("systolic-pressure", 0, 0, 140),
                reading("diastolic-pressure", 0, 0, 55),
                reading("systolic-pressure", 0, 0, 85),
                reading("diastolic-pressure", 0, 0, 70));
        assertThat(lowest(crossed)).isEmpty();
        var only = List.of(
                reading("systolic-pressure", 0, 0, 120),
                reading("diastolic-pressure", 0, 0, 60),
                reading("systolic-pressure", 0, 9, 150),
                reading("diastolic-pressure", 0, 9, 90));
        assertThat(lowest(only).orElseThrow()).isCloseTo(80, within(1e-12));
    }

    @Test
    void intensive_care_within_a_hospitalisation_counts_and_is_no_hospitalisation_of_its_own() {
        var record = new ClinicalRecord(
                List.of(visit(9201, -2, 5)),
                List.of(visit(32037, 1, 3), visit(9201, -30, 30)),
                List.of(),
                List.of(),
                List.of(),
                List.of());
        assertThat(phenotype("icu-or-intubation-24h", record)).contains("intensive-care");
        assertThat(new Indicators(STUDY, record, DAY).hospitalisation())
                .isEqualTo(new Hospitalisation(DAY.minusDays(2), DAY.plusDays(5), false));
    }

    @Test
    void severity_is_looked_for_in_the_linked_hospitalisation_or_ever_or_within_a_day() {
        var later = record(List.of(visit(9201, -2, 5), visit(9201, 60, 70)), List.of(event("ecmo", 65)), List.of());
        assertThat(phenotype("severe-in-hospitalisation", later)).isEmpty();
        assertThat(phenotype("severe-ever", later)).contains("ecmo");
        assertThat(phenotype("icu-or-intubation-24h", later)).isEmpty();
        var inside = record(List.of(visit(9201, -2, 5)), List.of(event("invasive-ventilation", 5)), List.of());
        assertThat(phenotype("severe-in-hospitalisation", inside)).contains("invasive-ventilation");
        assertThat(phenotype("icu-or-intubation-24h", inside)).isEmpty();
        var nextDay = record(List.of(visit(9201, -2, 5), visit(32037, 1, 3)), List.of(), List.of());
        assertThat(phenotype("icu-or-intubation-24h", nextDay)).contains("intensive-care");
    }

    @Test
    void within_a_day_is_what_begins_on_the_study_day_or_the_day_after() {
        for (int day = -3; day <= 3; day++) {
            boolean counts = day == 0 || day == 1;
            var intensiveCare = record(List.of(visit(32037, day, 3)), List.of(), List.of());
            assertThat(phenotype("icu-or-intubation-24h", intensiveCare).isPresent())
                    .as("a stay that began on day %d", day)
                    .isEqualTo(counts);
            var intubation = record(List.of(), List.of(event("invasive-ventilation", day)), List.of());
            assertThat(phenotype("icu-or-intubation-24h", intubation).isPresent())
                    .as("an intubation on day %d", day)
                    .isEqualTo(counts);
        }
    }

    @Test
    void death_and_hospice_are_severe_the_latter_by_concept_or_by_text() {
        var died = new ClinicalRecord(
                List.of(visit(9201, -2, 5)), List.of(), List.of(), List.of(DAY.plusDays(5)), List.of(), List.of());
        assertThat(phenotype("severe-in-hospitalisation", died)).contains("death");
        var diedAtHome = new ClinicalRecord(
                List.of(visit(9201, -2, 5)), List.of(), List.of(), List.of(DAY.plusDays(6)), List.of(), List.of());
        assertThat(phenotype("severe-in-hospitalisation", diedAtHome)).isEmpty();
        var text = record(
                List.of(new Visit(9201, DAY.minusDays(2), DAY.plusDays(5), 0, "Discharged to HOSPICE facility")),
                List.of(),
                List.of());
        assertThat(phenotype("severe-in-hospitalisation", text)).contains("hospice");
        var concept = record(List.of(new Visit(9201, DAY.minusDays(2), DAY, 8546, "")), List.of(), List.of());
        assertThat(phenotype("severe-in-hospitalisation", concept)).contains("hospice");
    }

    @Test
    void a_death_before_the_study_is_no_outcome_and_one_on_its_day_is() {
        assertThat(phenotype("severe-in-hospitalisation", died(-1))).isEmpty();
        assertThat(phenotype("severe-in-hospitalisation", died(0))).contains("death");
        assertThat(phenotype("severe-in-hospitalisation", died(-1, 5))).contains("death");
    }

    private static ClinicalRecord died(Integer... days) {
        return new ClinicalRecord(
                List.of(visit(9201, -2, 5)),
                List.of(),
                List.of(),
                java.util.Arrays.stream(days).map(DAY::plusDays).toList(),
                List.of(),
                List.of());
    }

    private static Optional<String> phenotype(String name, ClinicalRecord record) {
        return new Indicators(STUDY, record, DAY)
                .phenotype(STUDY.phenotype(name).orElseThrow());
    }

    private static int charlson(List<Visit> visits, Event... events) {
        var covariate = (Covariate.WeightedConditions) STUDY.covariate("cci3").orElseThrow();
        return new Indicators(STUDY, record(visits, List.of(events), List.of()), DAY).weightedConditions(covariate);
    }

    private static OptionalDouble lowest(List<Reading> readings) {
        var covariate = (Covariate.LowestOnStudyDay) STUDY.covariate("low_map").orElseThrow();
        return new Indicators(STUDY, record(List.of(), List.of(), readings), DAY).lowestOnStudyDay(covariate);
    }

    private static ClinicalRecord record(List<Visit> visits, List<Event> events, List<Reading> readings) {
        return new ClinicalRecord(visits, List.of(), events, List.of(), readings, List.of());
    }

    private static Visit visit(long concept, int from, int to) {
        return new Visit(concept, DAY.plusDays(from), DAY.plusDays(to), 0, "");
    }

    private static Event event(String set, int day) {
        return new Event(set, DAY.plusDays(day));
    }

    private static Reading reading(String set, int day, int hour, double value) {
        LocalDateTime time = DAY.plusDays(day).atTime(hour, 0);
        return new Reading(set, DAY.plusDays(day), Optional.of(time), value, 8876, "");
    }

    private static Reading pressure(String set, double value, long unit, String unitText) {
        return new Reading(set, DAY, Optional.empty(), value, unit, unitText);
    }

    private static Reading untimed(String set, double value) {
        return new Reading(set, DAY, Optional.empty(), value, 0, "");
    }
}
