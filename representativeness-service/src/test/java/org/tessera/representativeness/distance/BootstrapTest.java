package org.tessera.representativeness.distance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BootstrapTest {
    private static final double[] REFERENCE = {50.3, 45.7};
    private static final Bootstrap BOOTSTRAP = new Bootstrap(7, 2_000);

    @Test
    void the_same_seed_gives_the_same_interval_and_it_holds_the_estimate() {
        var first = BOOTSTRAP.interval(new int[] {300, 100}, REFERENCE, Base.TWO);
        var again = BOOTSTRAP.interval(new int[] {300, 100}, REFERENCE, Base.TWO);

        double estimate = JensenShannon.between(new double[] {.75, .25}, new double[] {50.3 / 96, 45.7 / 96}, Base.TWO);
        assertThat(again).isEqualTo(first);
        assertThat(estimate).isBetween(first.low(), first.high());
    }

    @Test
    void another_seed_gives_nearly_the_same_interval() {
        var one = BOOTSTRAP.interval(new int[] {300, 100}, REFERENCE, Base.TWO);
        var other = new Bootstrap(8, 2_000).interval(new int[] {300, 100}, REFERENCE, Base.TWO);

        assertThat(other).isNotEqualTo(one);
        assertThat(other.low()).isCloseTo(one.low(), within(0.01));
        assertThat(other.high()).isCloseTo(one.high(), within(0.01));
    }

    @Test
    void fewer_people_make_a_wider_interval() {
        var small = BOOTSTRAP.interval(new int[] {30, 10}, REFERENCE, Base.TWO);
        var large = BOOTSTRAP.interval(new int[] {3000, 1000}, REFERENCE, Base.TWO);

        assertThat(small.high() - small.low()).isGreaterThan(2 * (large.high() - large.low()));
    }

    /** Far from the reference the distance follows one share, whose ends are 1.96 standard errors away. */
    @Test
    void the_interval_leaves_two_and_a_half_of_100_resamples_out_at_either_end() {
        int persons = 2_500;
        double[] far = {.9, .1};

        var interval = new Bootstrap(3, 20_000).interval(new int[] {persons / 2, persons / 2}, far, Base.TWO);

        double standardError = Math.sqrt(.25 / persons);
        assertThat(interval.low()).isBetween(away(2.06 * standardError, far), away(1.86 * standardError, far));
        assertThat(interval.high()).isBetween(away(-1.86 * standardError, far), away(-2.06 * standardError, far));
    }

    private static double away(double nearer, double[] reference) {
        return JensenShannon.between(new double[] {.5 + nearer, .5 - nearer}, reference, Base.TWO);
    }

    /** For large n, 8 n ln 2 × the divergence of a sample from its own population follows chi-square, k - 1 degrees. */
    @ParameterizedTest
    @ValueSource(ints = {400, 40_000, 400_000_000})
    void chance_alone_gives_the_distance_that_theory_says(int persons) {
        double upperOfChiSquareWithTwoDegrees = 5.991464547107979;

        double byChance = new Bootstrap(3, 20_000).byChance(persons, new double[] {1, 1, 2}, Base.TWO);

        double theory = Math.sqrt(upperOfChiSquareWithTwoDegrees / (8.0 * persons * Math.log(2)));
        assertThat(byChance / theory).isCloseTo(1, within(0.03));
    }

    /** Mean and covariance of the multinomial: n p and -n p q. */
    @ParameterizedTest
    @ValueSource(ints = {7, 500, 100_000})
    void draws_have_the_moments_of_the_multinomial(int persons) {
        double[] p = {0.2, 0.5, 0, 0.3};
        Multinomial multinomial = new Multinomial(new SplittableRandom(11));
        int draws = 20_000;
        double[] mean = new double[4];
        double product = 0;
        for (int draw = 0; draw < draws; draw++) {
            double[] counts = multinomial.draw(persons, p);
            double sum = 0;
            for (int category = 0; category < 4; category++) {
                mean[category] += counts[category] / draws;
                sum += counts[category];
            }
            assertThat(sum).isEqualTo(persons);
            assertThat(counts[2]).isZero();
            product += (counts[0] - persons * p[0]) * (counts[1] - persons * p[1]) / draws;
        }
        double fiveErrors = 5 * Math.sqrt(persons * 0.25 / draws);
        assertThat(mean[0]).isCloseTo(persons * 0.2, within(fiveErrors));
        assertThat(mean[1]).isCloseTo(persons * 0.5, within(fiveErrors));
        assertThat(product / persons).isCloseTo(-0.1, within(0.01));
    }

    @Test
    void nobody_cannot_be_drawn_again() {
        assertThatThrownBy(() -> BOOTSTRAP.interval(new int[] {0, 0}, REFERENCE, Base.TWO))
                .hasMessageContaining("empty");
        assertThatThrownBy(() -> new Bootstrap(1, 5)).hasMessageContaining("resamples");
    }
}
