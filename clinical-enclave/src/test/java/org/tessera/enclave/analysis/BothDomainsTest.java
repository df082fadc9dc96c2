package org.tessera.enclave.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.tessera.contracts.CatalogueCase;
import org.tessera.contracts.CommonsSubjectId;
import org.tessera.enclave.alignment.AlignedPerson;
import org.tessera.enclave.alignment.DatePair;
import org.tessera.enclave.alignment.ImagingStudy;
import org.tessera.enclave.alignment.IntervalMatch;
import org.tessera.enclave.alignment.Verdict;

/** Where the commons and the hospital say different things of one person. */
final class BothDomainsTest {
    private static final LocalDate DAY = LocalDate.of(2021, 3, 10);
    private static final CommonsSubjectId CASE = new CommonsSubjectId("case-1");

    @Test
    void what_both_say_alike_is_no_disagreement_however_it_is_written() {
        assertThat(disagreements(" FEMALE ", "white", 60, 8532, 8527, 1961)).isEmpty();
    }

    @Test
    void sex_race_and_age_are_compared_each_by_itself() {
        assertThat(disagreements("Male", "White", 60, 8532, 8527, 1961)).containsExactly("sex");
        assertThat(disagreements("Female", "Asian", 60, 8532, 8527, 1961)).containsExactly("race");
        assertThat(disagreements("Female", "White", 57, 8532, 8527, 1961)).containsExactly("age");
        assertThat(disagreements("Male", "Asian", 57, 8532, 8527, 1961)).containsExactly("sex", "race", "age");
    }

    @Test
    void a_year_of_birth_says_the_age_to_a_year() {
        for (int age : new int[] {59, 60, 61}) {
            assertThat(disagreements("Female", "White", age, 8532, 8527, 1961)).isEmpty();
        }
        for (int age : new int[] {58, 62}) {
            assertThat(disagreements("Female", "White", age, 8532, 8527, 1961)).containsExactly("age");
        }
    }

    @Test
    void what_one_side_does_not_know_is_no_disagreement() {
        assertThat(disagreements(null, null, null, 8532, 8527, 1961)).isEmpty();
        assertThat(disagreements("Not Reported", "Other", 60, 8532, 8527, 1961)).isEmpty();
        assertThat(disagreements("Male", "Asian", 60, 0, 0, 0)).isEmpty();
    }

    @Test
    void an_age_over_89_agrees_with_every_one_that_may_be() {
        for (int yearOfBirth : new int[] {1924, 1931, 1932}) {
            assertThat(ofAges(89, "Yes", yearOfBirth)).isEmpty();
            assertThat(ofAges(null, "Yes", yearOfBirth)).isEmpty();
        }
        assertThat(ofAges(null, "Yes", 1933)).containsExactly("age");
        assertThat(ofAges(89, "No", 1924)).containsExactly("age");
    }

    @Test
    void a_death_before_the_study_of_the_commons_is_a_disagreement() {
        assertThat(BothDomains.diedBefore(DAY, List.of(DAY.minusDays(1)))).isTrue();
        assertThat(BothDomains.diedBefore(DAY, List.of(DAY))).isFalse();
        assertThat(BothDomains.diedBefore(DAY, List.of())).isFalse();
    }

    @Test
    void the_age_is_that_of_the_index_day_though_the_study_may_be_years_later() {
        // born in 1960, 60 on the index day of 2020-12-31, and 62 on that of the study, 732 days later
        var study = new ImagingStudy(CASE, "1.2.3", Set.of("DX"), Optional.of(732), Set.of(0), List.of());
        LocalDate studyDay = LocalDate.of(2023, 1, 2);
        var match = new IntervalMatch(
                Verdict.SUBCOHORT_1,
                new TreeSet<>(Set.of(0)),
                List.of(new DatePair(0, studyDay, studyDay)),
                List.of(study),
                List.of(study),
                List.of(study));
        var person = new AlignedPerson(List.of(CASE), List.of(), match, Optional.empty(), 0);

        var ofTheCommons = new CatalogueCase(CASE, null, "Female", "White", null, 60, null, null, List.of(), List.of());
        var record = new ClinicalRecord.Demographics(8532, 1960, 8527, 0);
        assertThat(BothDomains.disagreements(ofTheCommons, List.of(record), person.indexDay(CASE)))
                .isEmpty();
        var other = new CommonsSubjectId("case-2");
        var before = new CatalogueCase(other, null, "Female", "White", null, 45, null, null, List.of(), List.of());
        assertThat(BothDomains.disagreements(before, List.of(record), person.indexDay(other)))
                .as("a case without an eligible study, whose index day nobody knows")
                .isEmpty();
    }

    private static List<String> disagreements(
            @Nullable String sex,
            @Nullable String race,
            @Nullable Integer age,
            long genderConcept,
            long raceConcept,
            int yearOfBirth) {
        return compared(sex, race, age, null, genderConcept, raceConcept, yearOfBirth);
    }

    private static List<String> ofAges(@Nullable Integer age, @Nullable String gt89, int yearOfBirth) {
        return compared(null, null, age, gt89, 8532, 8527, yearOfBirth);
    }

    private static List<String> compared(
            @Nullable String sex,
            @Nullable String race,
            @Nullable Integer age,
            @Nullable String gt89,
            long genderConcept,
            long raceConcept,
            int yearOfBirth) {
        var ofTheCommons = new CatalogueCase(CASE, null, sex, race, null, age, gt89, null, List.of(), List.of());
        var record = new ClinicalRecord.Demographics(genderConcept, yearOfBirth, raceConcept, 0);
        return BothDomains.disagreements(ofTheCommons, List.of(record), Optional.of(DAY));
    }
}
