package org.tessera.broker.feasibility;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class CohortTest {
    private static final int PAIRS = 400;

    @Test
    void other_subjects_of_the_same_persons_are_close_and_of_20_others_are_not() {
        assertThat(close(0)).isEqualTo(PAIRS);
        assertThat(close(20)).isZero();
    }

    @Test
    void by_how_many_persons_others_are_close_is_each_pairs_own() {
        for (int others = 0; others < 20; others++) {
            assertThat(close(others) - close(others + 1)).as("at %s", others).isBetween(PAIRS / 80, PAIRS / 10);
        }
    }

    /** How many pairs are close of which one has so many persons that the other has not. */
    private static int close(int others) {
        Random random = new Random(7);
        return (int) IntStream.range(0, PAIRS)
                .filter(pair -> {
                    long[] persons = random.longs(100).toArray();
                    long[] more = LongStream.concat(
                                    LongStream.of(persons),
                                    LongStream.of(random.longs(20).toArray()).limit(others))
                            .toArray();
                    Cohort one = new Cohort(random.longs(100).toArray(), persons);
                    Cohort other = new Cohort(random.longs(100).toArray(), more);
                    assertThat(other.tooCloseTo(one)).isEqualTo(one.tooCloseTo(other));
                    return one.tooCloseTo(other);
                })
                .count();
    }
}
