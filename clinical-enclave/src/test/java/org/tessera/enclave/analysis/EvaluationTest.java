package org.tessera.enclave.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Against numbers of an independent program over the same data: numpy 2 and scipy 1.17 (trust-region likelihood, pairwise
 * DeLong components, Brent's root for the intercept, clustered HC0 sandwich with G/(G-1)).
 */
final class EvaluationTest {
    private static final int IMAGES = 240;
    private static final List<Observation> ALL = observations(-1);
    private static final Fit.Estimated MODEL = (Fit.Estimated) LogisticRegression.fit("imaging", List.of("index"), ALL);

    @Test
    void discrimination_and_calibration_of_a_group_with_several_images_of_a_person() {
        List<Observation> group = observations(0);
        var found = Evaluation.of(MODEL, group).orElseThrow();

        close(found.auc(), 0.6056910569105691, 0.04487994714143877, 0.5177279768852878, 0.6936541369358504);
        close(
                found.observedExpected(),
                0.8864752509140276,
                0.08835649246827586,
                0.7291651658384405,
                1.0777234120605326);
        close(found.intercept(), -0.26235234796556356, 0.19964348920464564, -0.6536463965545801, 0.128941700623453);
        close(found.slope(), 0.8573629296742021, 0.343957619240992, 0.18321838375371668, 1.5315074755946876);
        assertThat(found.largestInfluence(MODEL, group)).isCloseTo(0.24496906020740977, within(1e-6));
    }

    @Test
    void discrimination_and_calibration_of_a_group_in_which_the_model_predicts_too_little() {
        List<Observation> group = observations(1);
        var found = Evaluation.of(MODEL, group).orElseThrow();

        close(found.auc(), 0.6698717948717948, 0.06568045665245277, 0.5411404653448432, 0.7986031243987465);
        close(
                found.observedExpected(),
                1.2269637575474936,
                0.09578731130093132,
                1.0528818607511055,
                1.4298280922622444);
        close(found.intercept(), 0.5525207434196546, 0.24058493065035383, 0.08098294412189455, 1.0240585427174147);
        close(found.slope(), 1.4737121498878247, 0.6246051791977987, 0.24950849410295284, 2.6979158056726966);
        assertThat(found.largestInfluence(MODEL, group)).isCloseTo(0.4115549897468397, within(1e-6));
    }

    @Test
    void on_the_observations_it_was_fitted_on_a_model_is_calibrated() {
        var found = Evaluation.of(MODEL, ALL).orElseThrow();

        assertThat(found.observedExpected().value()).isCloseTo(1, within(1e-9));
        assertThat(found.intercept().value()).isCloseTo(0, within(1e-9));
        assertThat(found.slope().value()).isCloseTo(1, within(1e-9));
        assertThat(found.auc().value()).isEqualTo(MODEL.auc().value());
    }

    @Test
    void nothing_is_said_of_one_class_of_one_person_or_of_a_score_without_an_error() {
        List<Observation> events = ALL.stream().filter(Observation::outcome).toList();
        assertThat(Evaluation.of(MODEL, events)).isEmpty();
        assertThat(Evaluation.of(MODEL, List.of())).isEmpty();
        List<Observation> told = ALL.stream()
                .filter(each -> each.outcome() == (each.values().getOrDefault("index", 0.0) > 0.5))
                .toList();
        assertThat(Evaluation.of(MODEL, told)).isEmpty();
        List<Observation> one = ALL.stream()
                .map(each -> new Observation("S-1", each.outcome(), each.values()))
                .toList();
        assertThat(Evaluation.of(MODEL, one)).isEmpty();
    }

    /** As many outcomes as persons in two groups of the score, so that no shift leaves a doubt of anybody. */
    @ParameterizedTest
    @ValueSource(doubles = {1e4, -1e4, 1e5, -1e5})
    void nothing_is_said_of_a_score_whose_probabilities_are_all_0_or_1(double steepness) {
        var sure = new Fit.Estimated(
                MODEL.model(),
                MODEL.sample(),
                List.of(coefficient("(Intercept)", -0.4 * steepness), coefficient("index", steepness)),
                MODEL.logLikelihood(),
                MODEL.deviance(),
                MODEL.nullDeviance(),
                MODEL.iterations(),
                MODEL.auc(),
                MODEL.roc(),
                MODEL.warnings());
        List<Observation> observations = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            observations.add(new Observation("S-" + i, i % 5 == 0 || i % 5 == 3, Map.of("index", i % 5 / 4.0)));
        }

        assertThat(Evaluation.of(sure, observations)).isEmpty();
    }

    private static Fit.Coefficient coefficient(String name, double estimate) {
        return new Fit.Coefficient(
                name, estimate, 1, estimate, 0.5, Math.exp(estimate), Math.exp(estimate - 2), Math.exp(estimate + 2));
    }

    /** Of a group, or of both; every sixth image is a second one of the person before. */
    private static List<Observation> observations(int wanted) {
        List<Observation> observations = new ArrayList<>();
        for (int i = 0; i < IMAGES; i++) {
            int person = i % 6 == 5 ? i - 1 : i;
            int group = person % 2;
            double chance = 1 / (1 + Math.exp(1.2 - 2.2 * index(person) - (group == 1 ? 0.9 : 0)));
            if (wanted < 0 || group == wanted) {
                boolean outcome = (person * 71 % 127) / 127.0 < chance;
                observations.add(new Observation("S-" + person, outcome, Map.of("index", index(i))));
            }
        }
        return observations;
    }

    private static double index(int i) {
        return (i * 37 % 101) / 101.0;
    }

    private static void close(Evaluation.Estimate found, double value, double error, double low, double high) {
        assertThat(found.value()).isCloseTo(value, within(1e-8));
        assertThat(found.standardError()).isCloseTo(error, within(1e-6));
        assertThat(found.low()).isCloseTo(low, within(1e-6));
        assertThat(found.high()).isCloseTo(high, within(1e-6));
    }
}
