package org.tessera.broker.feasibility;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RoundedTest {
    private static final int COHORTS = 2_000;

    @Test
    void what_is_told_is_true_of_every_count() {
        cohorts().limit(100).forEach(cohort -> {
            for (int count = 0; count <= 100; count++) {
                Rounded told = Rounded.of(count, cohort);
                int below = told.atLeast() > 0 || told.fewerThan40() ? told.atLeast() + 40 : 20;
                assertThat(count).as("%s", told).isBetween(told.atLeast(), below - 1);
                assertThat(told.atLeast() % 20).isZero();
            }
        });
    }

    @Test
    void one_person_changes_the_answer_of_one_cohort_in_twenty_wherever_the_count_is() {
        for (int count = 0; count < 60; count++) {
            int one = count;
            long changed = cohorts()
                    .filter(cohort -> !Rounded.of(one, cohort).equals(Rounded.of(one + 1, cohort)))
                    .count();
            assertThat(changed).as("of %s", count).isBetween(COHORTS / 40L, COHORTS / 10L);
        }
    }

    @Test
    void the_same_subjects_are_told_the_same() {
        long[] subjects = new Random(1).longs(150).toArray();
        Cohort cohort = new Cohort(subjects, subjects);
        Cohort again = Cohort.of(cohort.subjectBytes(), new byte[0]);
        assertThat(IntStream.range(0, 100).mapToObj(count -> Rounded.of(count, again)))
                .containsExactlyElementsOf(IntStream.range(0, 100)
                        .mapToObj(count -> Rounded.of(count, cohort))
                        .toList());
    }

    private static Stream<Cohort> cohorts() {
        Random random = new Random(7);
        return Stream.generate(() -> random.longs(100).toArray())
                .map(subjects -> new Cohort(subjects, subjects))
                .limit(COHORTS);
    }
}
