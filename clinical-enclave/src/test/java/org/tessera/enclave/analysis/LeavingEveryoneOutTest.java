package org.tessera.enclave.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.hipparchus.linear.ArrayRealVector;
import org.hipparchus.linear.RealVector;
import org.tessera.enclave.analysis.Fit.Estimated;

/** Who need not be left out to know the largest change, beside all of them left out, each in turn. */
final class LeavingEveryoneOutTest {
    private static final double VISIBLE = 0.5;

    /** Changes so large are of samples that are separated or nearly; how far a fit of them runs is chance. */
    private static final double FAR = 5;

    @Property(tries = 60)
    void the_largest_change_is_that_of_all(
            @ForAll OddCohort cohort, @ForAll @IntRange(min = 12, max = 260) int persons, @ForAll int seed) {
        List<Observation> observations = cohort.of(persons, seed);
        Estimated fit = fit(observations);
        Design all = new Design(OddCohort.COVARIATES, observations);
        RealVector start = coefficients(fit);
        List<SafeCurve.Score> scores = scores(all, start);
        double numbers = 0;
        double curve = 0;
        boolean estimable = true;
        boolean separated = false;
        for (int[] left : everyone(all)) {
            Design others = all.without(left);
            Optional<RealVector> without = LogisticRegression.refit(others, start);
            estimable &= without.isPresent();
            separated |= others.sample.events() > 0
                    && others.sample.events() < others.rows.length
                    && new Separation(others.rows, others.outcome).exists();
            if (without.isPresent()) {
                numbers = Math.max(numbers, change(fit, others, without.get()));
                curve = Math.max(curve, SafeCurve.change(scores, scores(others, without.get())));
            }
        }

        Influence found = Influence.of(fit, observations);

        assertThat(found.onNumbers().verdictChanges()).isEqualTo(!estimable);
        same(found.onNumbers().standardErrors(), estimable ? numbers : Double.MAX_VALUE);
        same(found.onCurve(), estimable ? curve : Double.MAX_VALUE);
        if (separated) {
            assertThat(found.onNumbers().standardErrors()).isGreaterThan(VISIBLE);
        }
    }

    @Property(tries = 60)
    void the_largest_change_of_an_evaluation_is_that_of_all(
            @ForAll OddCohort cohort, @ForAll @IntRange(min = 12, max = 260) int persons, @ForAll int seed) {
        List<Observation> observations = cohort.of(persons, seed);
        Estimated fit = fit(observations);
        List<Observation> group = observations.stream()
                .filter(each -> each.values().getOrDefault("z", 0.0) > 0)
                .toList();
        Optional<Evaluation> evaluation = Evaluation.of(fit, group);
        Assume.that(evaluation.isPresent());
        double largest = 0;
        for (String person : group.stream().map(Observation::person).distinct().toList()) {
            List<Observation> others =
                    group.stream().filter(each -> !each.person().equals(person)).toList();
            largest = Math.max(
                    largest,
                    Evaluation.of(fit, others)
                            .map(each -> change(evaluation.get(), each))
                            .orElse(Double.MAX_VALUE));
        }

        same(evaluation.get().largestInfluence(fit, group), largest);
    }

    @Property(tries = 60)
    void what_is_said_of_a_person_without_a_fit_holds(
            @ForAll OddCohort cohort, @ForAll @IntRange(min = 12, max = 260) int persons, @ForAll int seed) {
        List<Observation> observations = cohort.of(persons, seed);
        Estimated fit = fit(observations);
        Design all = new Design(OddCohort.COVARIATES, observations);
        RealVector start = coefficients(fit);
        List<SafeCurve.Score> scores = scores(all, start);
        var step = new OneStep(all.rows, all.outcome, all.linearPredictors(start));
        var area = new MovedArea(fit.auc().value(), all, start.toArray());
        var curve = new MovedCurve(SafeCurve.shape(scores).orElseThrow(), all);
        for (int[] left : all.distinctPersons()) {
            for (OneStep.Step each : Arrays.asList(
                    step.without(left).orElse(null), step.closer(left).orElse(null))) {
                if (each == null || !Double.isFinite(each.logOdds())) {
                    continue;
                }
                Design others = all.without(left);
                RealVector without = LogisticRegression.refit(others, start).orElseThrow();
                RealVector moved = start.add(each.change());
                for (int j = 0; j < moved.getDimension(); j++) {
                    assertThat(moved.getEntry(j))
                            .isCloseTo(without.getEntry(j), within(each.reach().getEntry(j) + 1e-7));
                }
                double[] expected = all.linearPredictors(without);
                double[] found = all.linearPredictors(moved);
                assertThat(IntStream.range(0, found.length)
                                .mapToDouble(i -> Math.abs(found[i] - expected[i]))
                                .max()
                                .orElseThrow())
                        .isLessThanOrEqualTo(each.logOdds() + 1e-7);
                double auc = new Roc(others.probabilities(without), others.outcome)
                        .auc()
                        .value();
                assertThat(Math.abs(auc - fit.auc().value()))
                        .isLessThanOrEqualTo(area.atMost(all, moved.toArray(), each.logOdds(), left) + 1e-12);
                assertThat(SafeCurve.change(scores, scores(others, without)))
                        .isLessThanOrEqualTo(curve.atMost(moved.toArray(), each.logOdds(), left) + 1e-6);
            }
        }
    }

    private static Estimated fit(List<Observation> observations) {
        Fit fit = LogisticRegression.fit("m", OddCohort.COVARIATES, observations);
        Assume.that(fit instanceof Estimated);
        return (Estimated) fit;
    }

    private static void same(double found, double expected) {
        if (expected > FAR) {
            assertThat(found).isGreaterThan(FAR);
        } else {
            assertThat(found).isCloseTo(expected, within(1e-7));
        }
    }

    private static List<int[]> everyone(Design all) {
        return all.persons.stream()
                .distinct()
                .map(person -> IntStream.range(0, all.rows.length)
                        .filter(i -> all.persons.get(i).equals(person))
                        .toArray())
                .toList();
    }

    private static RealVector coefficients(Estimated fit) {
        return new ArrayRealVector(fit.coefficients().stream()
                .mapToDouble(Fit.Coefficient::estimate)
                .toArray());
    }

    private static List<SafeCurve.Score> scores(Design design, RealVector coefficients) {
        double[] scores = design.linearPredictors(coefficients);
        return IntStream.range(0, scores.length)
                .mapToObj(i -> new SafeCurve.Score(design.persons.get(i), design.outcome[i], scores[i]))
                .toList();
    }

    private static double change(Estimated fit, Design others, RealVector without) {
        double variance = Optional.ofNullable(fit.auc().variance()).orElse(0.0);
        double auc =
                new Roc(others.probabilities(without), others.outcome).auc().value();
        double largest = variance > 0 ? Math.abs(fit.auc().value() - auc) / Math.sqrt(variance) : 0;
        for (int j = 1; j < fit.coefficients().size(); j++) {
            var mine = fit.coefficients().get(j);
            largest = Math.max(largest, Math.abs(mine.estimate() - without.getEntry(j)) / mine.standardError());
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
}
