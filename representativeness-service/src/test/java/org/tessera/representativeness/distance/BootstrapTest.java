package org.tessera.representativeness.distance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BootstrapTest {
    private static final Map<String, Double> REFERENCE = ordered(50.3, 45.7);

    @Test
    void the_same_seed_gives_the_same_interval_and_it_holds_the_estimate() {
        Map<String, Integer> cohort = new LinkedHashMap<>();
        cohort.put("Female", 300);
        cohort.put("Male", 100);

        var first = Bootstrap.interval(cohort, REFERENCE, Base.TWO, 7);
        var again = Bootstrap.interval(cohort, REFERENCE, Base.TWO, 7);

        double estimate =
                JensenShannon.between(ordered(300, 100), REFERENCE, Base.TWO).value();
        assertThat(again).isEqualTo(first);
        assertThat(estimate).isBetween(first.low(), first.high());
    }

    @Test
    void fewer_people_make_a_wider_interval() {
        var small = Bootstrap.interval(Map.of("Female", 30, "Male", 10), REFERENCE, Base.TWO, 7);
        var large = Bootstrap.interval(Map.of("Female", 3000, "Male", 1000), REFERENCE, Base.TWO, 7);

        assertThat(small.high() - small.low()).isGreaterThan(2 * (large.high() - large.low()));
    }

    private static Map<String, Double> ordered(double female, double male) {
        Map<String, Double> weights = new LinkedHashMap<>();
        weights.put("Female", female);
        weights.put("Male", male);
        return weights;
    }
}
