package org.tessera.enclave.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tessera.enclave.analysis.Fit.Estimated;

/** Fits that start where that of everybody ended find what fits from nothing find. */
final class LeavingOneOutTest {
    private static final List<String> COVARIATES = List.of("x", "y", "z");

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6})
    void influence_is_that_of_fits_from_nothing(int seed) {
        List<Observation> observations = observations(seed);
        var all = (Estimated) LogisticRegression.fit("m", COVARIATES, observations);
        Evaluation evaluation = Evaluation.of(all, observations).orElseThrow();
        double model = 0;
        double curve = 0;
        double evaluated = 0;
        for (String person :
                observations.stream().map(Observation::person).distinct().toList()) {
            List<Observation> others = observations.stream()
                    .filter(each -> !each.person().equals(person))
                    .toList();
            var without = (Estimated) LogisticRegression.fit("m", COVARIATES, others);
            model = Math.max(model, change(all, without));
            curve = Math.max(
                    curve, SafeCurve.change(SafeCurve.scores(all, observations), SafeCurve.scores(without, others)));
            evaluated = Math.max(
                    evaluated,
                    Evaluation.of(all, others)
                            .map(each -> change(evaluation, each))
                            .orElse(Double.MAX_VALUE));
        }

        assertThat(Influence.of(all, observations).onNumbers().standardErrors()).isCloseTo(model, within(1e-9));
        assertThat(Influence.of(all, observations).onCurve()).isCloseTo(curve, within(1e-9));
        assertThat(evaluation.largestInfluence(all, observations)).isCloseTo(evaluated, within(1e-9));
    }

    private static double change(Estimated all, Estimated without) {
        double variance = Optional.ofNullable(all.auc().variance()).orElseThrow();
        double largest = Math.abs(all.auc().value() - without.auc().value()) / Math.sqrt(variance);
        for (int j = 1; j < all.coefficients().size(); j++) {
            double change = all.coefficients().get(j).estimate()
                    - without.coefficients().get(j).estimate();
            largest = Math.max(
                    largest, Math.abs(change) / all.coefficients().get(j).standardError());
        }
        return largest;
    }

    private static double change(Evaluation all, Evaluation without) {
        return List.of(
                        all.auc().change(without.auc().value()),
                        all.observedExpected().change(without.observedExpected().value()),
                        all.intercept().change(without.intercept().value()),
                        all.slope().change(without.slope().value()))
                .stream()
                .reduce(0.0, Math::max);
    }

    /** 90 images of 75 persons, one of them far from the others. */
    private static List<Observation> observations(int seed) {
        var random = new Random(seed);
        List<Observation> observations = new ArrayList<>();
        for (int i = 0; i < 90; i++) {
            double x = i == 7 ? 6 : random.nextGaussian();
            double y = random.nextInt(3) == 0 ? 1 : 0;
            double z = random.nextInt(4) == 0 ? 1 : 0;
            boolean outcome = random.nextDouble() < 1 / (1 + Math.exp(0.5 - 0.6 * x - 0.4 * y - 0.3 * z));
            observations.add(new Observation("S-" + i % 75, outcome, Map.of("x", x, "y", y, "z", z)));
        }
        return observations;
    }
}
