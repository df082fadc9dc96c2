package org.tessera.enclave.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.hipparchus.special.Erf;
import org.junit.jupiter.api.Test;
import org.tessera.enclave.protocol.SharedFolder;

/** Curves that may leave, and how much a model rests on one person. */
final class SafeCurveTest {
    @Test
    void a_binormal_curve_has_rounded_parameters_and_rises_from_corner_to_corner() {
        var curve = SafeCurve.binormal(scores(200, 1.0)).orElseThrow();
        assertThat(curve.a().scale()).isEqualTo(1);
        assertThat(curve.a().doubleValue()).isBetween(0.7, 1.4);
        assertThat(curve.points().getFirst()).isEqualTo(new Fit.RocPoint(0, 0));
        assertThat(curve.points().getLast()).isEqualTo(new Fit.RocPoint(1, 1));
        for (int i = 1; i < curve.points().size(); i++) {
            assertThat(curve.points().get(i).truePositiveRate())
                    .isGreaterThanOrEqualTo(curve.points().get(i - 1).truePositiveRate());
        }
    }

    @Test
    void one_person_less_seldom_moves_the_curve_of_many_and_never_far() {
        int moved = 0;
        int tried = 0;
        for (int seed = 0; seed < 20; seed++) {
            var scores = scores(100, 1.0, seed);
            var all = SafeCurve.binormal(scores).orElseThrow();
            for (int i = 0; i < scores.size(); i++) {
                var others = new ArrayList<>(scores);
                others.remove(i);
                var without = SafeCurve.binormal(others).orElseThrow();
                moved += without.equals(all) ? 0 : 1;
                tried++;
                assertThat(without.a().subtract(all.a()).abs()).isLessThanOrEqualTo(new java.math.BigDecimal("0.1"));
            }
        }
        assertThat(moved).isLessThan(tried / 4);
    }

    @Test
    void grouped_points_keep_twenty_persons_of_each_class_between_neighbours() {
        var grouped = SafeCurve.grouped(scores(100, 0.5), 20);
        assertThat(grouped.fewestBetween()).isGreaterThanOrEqualTo(20);
        assertThat(grouped.points()).hasSizeGreaterThan(3);
        assertThat(SafeCurve.grouped(scores(15, 0.5), 20).fewestBetween()).isLessThan(20);
    }

    @Test
    void a_planted_column_makes_the_model_rest_on_one_person() {
        var random = new Random(3);
        List<Observation> observations = new ArrayList<>();
        for (int i = 0; i < 150; i++) {
            double x = random.nextGaussian();
            boolean outcome = random.nextDouble() < 1 / (1 + Math.exp(-x));
            observations.add(new Observation("p" + i, outcome, Map.of("x", x, "planted", 0.0)));
        }
        observations.add(new Observation("target", true, Map.of("x", 0.0, "planted", 1.0)));
        observations.add(new Observation("target", false, Map.of("x", 0.0, "planted", 1.0)));
        var honest = LogisticRegression.fit("m", List.of("x"), observations);
        assertThat(Influence.of(honest, observations).onNumbers().standardErrors())
                .isLessThan(1);
        var planted = LogisticRegression.fit("m", List.of("x", "planted"), observations);
        assertThat(planted).isInstanceOf(Fit.Estimated.class);
        assertThat(Influence.of(planted, observations).onNumbers().verdictChanges())
                .isTrue();
    }

    @Test
    void the_area_of_a_model_is_watched_as_its_odds_ratios_are() throws IOException {
        var observations = PaperlikeCohort.read(SharedFolder.file("cases/severity_A_paperlike.csv"));
        var fit = LogisticRegression.fit("clinical", List.of("cci3", "low_map"), observations);
        var influence = Influence.of(fit, observations).onNumbers();
        assertThat(influence.number()).isEqualTo("the area under the curve");
        assertThat(influence.standardErrors()).isGreaterThan(1.5);
    }

    @Test
    void the_smooth_curve_of_a_model_is_watched_though_its_odds_ratio_and_area_hardly_move() {
        List<Observation> observations = indexed(38);
        observations.add(indexed("target", true, 0.95));
        assertThat(observations)
                .filteredOn(each -> each.values().getOrDefault("index", 0.0) > 0.63)
                .hasSize(1);
        assertThat(Influence.of(fitted(observations), observations).onNumbers().standardErrors())
                .isLessThan(0.5);
        assertThat(Influence.of(fitted(observations), observations).onCurve()).isGreaterThan(4);
    }

    @Test
    void nobody_of_many_without_an_outlier_moves_the_smooth_curve_by_its_last_digit() {
        List<Observation> observations = indexed(100);
        assertThat(Influence.of(fitted(observations), observations).onCurve()).isBetween(0.2, 1.0);
    }

    /** 160 without and so many with the outcome, the index of each class normally distributed. */
    private static List<Observation> indexed(int with) {
        List<Observation> observations = new ArrayList<>();
        for (int i = 0; i < 160; i++) {
            observations.add(indexed("without" + i, false, 0.35 + 0.10 * normal(i, 160)));
        }
        for (int i = 0; i < with; i++) {
            observations.add(indexed("with" + i, true, 0.45 + 0.07 * normal(i, with)));
        }
        return observations;
    }

    private static Fit.Estimated fitted(List<Observation> observations) {
        return (Fit.Estimated) LogisticRegression.fit("m", List.of("index"), observations);
    }

    @Test
    void a_curve_that_is_none_any_more_without_somebody_rests_on_her() {
        var scores = List.of(score(true, 1), score(true, 2), score(false, 0), score(false, 1));
        assertThat(SafeCurve.change(scores, scores.subList(1, 4))).isEqualTo(Double.MAX_VALUE);
        assertThat(SafeCurve.change(scores, scores)).isZero();
        assertThat(SafeCurve.change(scores.subList(1, 4), scores.subList(1, 4))).isZero();
    }

    private static SafeCurve.Score score(boolean outcome, double value) {
        return new SafeCurve.Score("p" + outcome + value, outcome, value);
    }

    private static Observation indexed(String person, boolean outcome, double index) {
        return new Observation(person, outcome, Map.of("index", index));
    }

    /** The i-th of n evenly spread quantiles of the standard normal distribution. */
    private static double normal(int i, int n) {
        return Math.sqrt(2) * Erf.erfInv(2 * (i + 0.5) / n - 1);
    }

    private static List<SafeCurve.Score> scores(int each, double distance) {
        return scores(each, distance, 11);
    }

    private static List<SafeCurve.Score> scores(int each, double distance, int seed) {
        var random = new Random(seed);
        List<SafeCurve.Score> scores = new ArrayList<>();
        for (int i = 0; i < each; i++) {
            scores.add(new SafeCurve.Score("with" + i, true, distance + random.nextGaussian()));
            scores.add(new SafeCurve.Score("without" + i, false, random.nextGaussian()));
        }
        return scores;
    }

    @Test
    void in_small_cohorts_too_the_influence_of_everybody_is_told() {
        List<String> covariates = List.of("x", "y", "z");
        int estimated = 0;
        for (int seed = 0; seed < 400; seed++) {
            var random = new Random(seed);
            List<Observation> observations = new ArrayList<>();
            for (int i = 0; i < 15; i++) {
                boolean outcome = random.nextInt(3) == 0;
                double x = (outcome ? 6 : 0) + 4 * random.nextGaussian();
                Map<String, Double> values =
                        Map.of("x", x, "y", (double) random.nextInt(2), "z", (double) random.nextInt(2));
                observations.add(new Observation("p" + i, outcome, values));
            }
            Fit fit = LogisticRegression.fit("m", covariates, observations);
            var influence = Influence.of(fit, observations).onNumbers();
            if (fit instanceof Fit.Estimated) {
                estimated++;
                assertThat(influence.verdictChanges() || influence.standardErrors() > 0)
                        .isTrue();
            }
        }
        assertThat(estimated).isGreaterThan(40);
    }
}
