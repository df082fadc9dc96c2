package org.tessera.enclave.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Where R prints a number that means nothing, there is a verdict with its reason. */
final class HonestVerdictsTest {
    @Test
    void a_column_that_tells_everyones_outcome_is_complete_separation() {
        var verdict = refused(column("x", new double[] {1, 2, 3, 4, 5, 6}, "000111"), "x");
        assertThat(verdict.verdict()).isEqualTo(Fit.Verdict.COMPLETE_SEPARATION);
        assertThat(verdict.columns()).containsExactly("x");
    }

    @Test
    void a_column_that_is_never_wrong_about_some_is_quasi_separation() {
        var ties = refused(column("x", new double[] {1, 2, 3, 3, 4, 5}, "000111"), "x");
        assertThat(ties.verdict()).isEqualTo(Fit.Verdict.QUASI_SEPARATION);
        var empty = refused(column("x", new double[] {0, 0, 0, 0, 1, 1}, "010111"), "x");
        assertThat(empty.verdict()).isEqualTo(Fit.Verdict.QUASI_SEPARATION);
    }

    @Test
    void overlapping_classes_are_estimated() {
        assertThat(LogisticRegression.fit("m", List.of("x"), column("x", new double[] {1, 2, 3, 4, 5, 6}, "010101")))
                .isInstanceOf(Fit.Estimated.class);
    }

    @Test
    void separation_hidden_in_a_combination_of_columns_is_found_in_a_large_sample() {
        var random = new Random(7);
        List<Observation> observations = new ArrayList<>();
        for (int i = 0; i < 4000; i++) {
            double a = random.nextGaussian();
            double b = random.nextGaussian();
            double c = random.nextGaussian();
            observations.add(new Observation("p" + i, a + 2 * b > 0.3, Map.of("a", a, "b", b, "c", c)));
        }
        assertThat(refused(observations, "a", "b", "c").verdict()).isEqualTo(Fit.Verdict.COMPLETE_SEPARATION);
        List<Observation> noisy = new ArrayList<>(observations);
        noisy.add(new Observation("q", true, Map.of("a", -1.0, "b", -1.0, "c", 0.1)));
        noisy.add(new Observation("r", false, Map.of("a", 1.0, "b", 1.0, "c", 0.1)));
        noisy.add(new Observation("s", true, Map.of("a", 1.0, "b", -1.0, "c", 0.1)));
        noisy.add(new Observation("t", false, Map.of("a", -1.0, "b", 1.0, "c", 3.0)));
        assertThat(LogisticRegression.fit("m", List.of("a", "b", "c"), noisy)).isInstanceOf(Fit.Estimated.class);
    }

    @Test
    void one_class_only_is_said() {
        assertThat(refused(column("x", new double[] {1, 2, 3}, "111"), "x").verdict())
                .isEqualTo(Fit.Verdict.ONE_CLASS);
    }

    @Test
    void a_collinear_column_is_named() {
        List<Observation> observations = new ArrayList<>();
        var random = new Random(1);
        for (int i = 0; i < 60; i++) {
            double a = random.nextDouble();
            observations.add(new Observation("p" + i, random.nextBoolean(), Map.of("a", a, "twice", 2 * a + 1)));
        }
        var verdict = refused(observations, "a", "twice");
        assertThat(verdict.verdict()).isEqualTo(Fit.Verdict.COLLINEAR);
        assertThat(verdict.columns()).containsExactly("twice");
        assertThat(verdict.sentence()).contains("twice");
    }

    @Test
    void a_single_person_is_said() {
        List<Observation> observations = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            observations.add(new Observation("p", i % 3 == 0, Map.of("x", (double) (i % 7))));
        }
        assertThat(refused(observations, "x").verdict()).isEqualTo(Fit.Verdict.SINGLE_CLUSTER);
    }

    @Test
    void missing_values_are_dropped_and_counted_and_few_events_are_warned_of() {
        List<Observation> observations = new ArrayList<>(column("x", new double[] {1, 2, 3, 4, 5, 6}, "010101"));
        observations.add(new Observation("q", true, Map.of()));
        var fit = (Fit.Estimated) LogisticRegression.fit("m", List.of("x"), observations);
        assertThat(fit.sample().observations()).isEqualTo(6);
        assertThat(fit.sample().dropped()).containsEntry("x", 1);
        assertThat(fit.warnings()).singleElement().asString().contains("3 for 1");
    }

    @Test
    void ten_events_per_variable_are_enough_and_nine_are_warned_of() {
        assertThat(withEvents(10).warnings()).isEmpty();
        assertThat(withEvents(9).warnings()).singleElement().asString().contains("9 for 1");
    }

    private static Fit.Estimated withEvents(int events) {
        List<Observation> observations = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            boolean outcome = i % 2 == 0 && i < 2 * events;
            observations.add(new Observation("p" + i, outcome, Map.of("x", (double) (i % 7))));
        }
        return (Fit.Estimated) LogisticRegression.fit("m", List.of("x"), observations);
    }

    @Test
    void an_area_ends_at_0_and_at_1() {
        double[] scores = {1, 2, 4, 3, 5, 6};
        var high = new Roc(scores, new boolean[] {false, false, false, true, true, true}).auc();
        assertThat(high.value()).isCloseTo(8.0 / 9, within(1e-12));
        assertThat(high.low()).isCloseTo(8.0 / 9 - Roc.Z975 * Math.sqrt(2.0 / 81), within(1e-12));
        assertThat(high.high()).isEqualTo(1.0);
        var low = new Roc(scores, new boolean[] {true, true, true, false, false, false}).auc();
        assertThat(low.low()).isEqualTo(0.0);
        assertThat(low.high()).isCloseTo(1.0 / 9 + Roc.Z975 * Math.sqrt(2.0 / 81), within(1e-12));
    }

    @Test
    void nothing_at_all_is_said() {
        assertThat(refused(List.of(), "x").verdict()).isEqualTo(Fit.Verdict.NO_OBSERVATION);
    }

    @Test
    void a_two_by_two_table_has_its_own_odds_ratio() {
        // 20/80 against 10/90: odds ratio 2.25; every person one observation
        List<Observation> observations = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            boolean exposed = i < 100;
            boolean outcome = exposed ? i < 20 : i >= 190;
            observations.add(new Observation("p" + i, outcome, Map.of("x", exposed ? 1.0 : 0.0)));
        }
        var fit = (Fit.Estimated) LogisticRegression.fit("m", List.of("x"), observations);
        assertThat(fit.coefficients().get(1).oddsRatio()).isCloseTo(2.25, within(1e-10));
        assertThat(fit.auc().value()).isCloseTo(0.5 + (20.0 / 30 - 80.0 / 170) / 2, within(1e-12));
    }

    private static Fit.NotEstimable refused(List<Observation> observations, String... covariates) {
        return (Fit.NotEstimable) LogisticRegression.fit("m", List.of(covariates), observations);
    }

    private static List<Observation> column(String name, double[] values, String outcomes) {
        List<Observation> observations = new ArrayList<>();
        for (int i = 0; i < values.length; i++) {
            observations.add(new Observation("p" + i, outcomes.charAt(i) == '1', Map.of(name, values[i])));
        }
        return observations;
    }
}
