package org.tessera.enclave.analysis;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.DoubleStream;
import org.hipparchus.linear.ArrayRealVector;
import org.hipparchus.linear.RealVector;
import org.tessera.enclave.analysis.Fit.Auc;
import org.tessera.enclave.analysis.OneStep.Step;

/**
 * Looks for the largest change that leaving one person out of an evaluation makes. Without a person the area and observed over
 * expected are known at once, and {@link OneStep} bounds intercept and slope; evaluated again is without those only whose bound
 * is above the largest change so far.
 */
final class EvaluatingWithoutOne {
    private static final String ANY_NUMBER = "a number";
    private static final int FEW_STEPS = 20;
    private static final int FEWEST_OF_A_CLASS = 2;

    /** The step after one so small changes nothing any more. */
    private static final double SETTLED = 1e-10;

    private final Evaluation evaluation;
    private final Design all;
    private final double[] scores;
    private final RealVector start;

    /** The design's only covariate is the score. */
    EvaluatingWithoutOne(Evaluation evaluation, Design all) {
        this.evaluation = evaluation;
        this.all = all;
        scores = scores(all);
        RealVector cold = new ArrayRealVector(2);
        start = LogisticRegression.refit(all, cold).orElse(cold);
    }

    private static double[] scores(Design design) {
        return Arrays.stream(design.rows).mapToDouble(row -> row[1]).toArray();
    }

    double largest() {
        List<int[]> persons = all.distinctPersons();
        double[] intercept = new double[scores.length];
        double[][] ones = new double[scores.length][];
        for (int i = 0; i < scores.length; i++) {
            intercept[i] = scores[i] + evaluation.intercept().value();
            ones[i] = new double[] {1};
        }
        var shift = new OneStep(ones, all.outcome, intercept);
        var slope = new OneStep(all.rows, all.outcome, all.linearPredictors(start));
        var known = new Known();
        double[] atMost = persons.stream()
                .mapToDouble(left -> known.atMost(left, shift.without(left), slope.without(left)))
                .toArray();
        return Change.largest(
                        new Change(0, ANY_NUMBER),
                        atMost,
                        i -> known.atMost(persons.get(i), shift.closer(persons.get(i)), slope.closer(persons.get(i))),
                        i -> new Change(change(all.without(persons.get(i))), ANY_NUMBER))
                .size();
    }

    /** What is known at once of the others. */
    private final class Known {
        private final Roc area = new Roc(scores, all.outcome);
        private final double expected =
                Arrays.stream(scores).map(Evaluation::probability).sum();

        /** A bound of the largest change. */
        double atMost(int[] left, Optional<Step> shift, Optional<Step> slope) {
            int observed = all.sample.events();
            double others = expected;
            for (int i : left) {
                observed -= all.outcome[i] ? 1 : 0;
                others -= Evaluation.probability(scores[i]);
            }
            int without = scores.length - left.length - observed;
            if (shift.isEmpty() || slope.isEmpty() || Math.min(observed, without) < FEWEST_OF_A_CLASS) {
                return Change.ANY;
            }
            return DoubleStream.of(
                            evaluation.auc().change(area.areaWithout(left)),
                            evaluation.observedExpected().change(observed / others),
                            EvaluatingWithoutOne.atMost(
                                    evaluation.intercept(),
                                    evaluation.intercept().value(),
                                    shift.get(),
                                    0),
                            EvaluatingWithoutOne.atMost(evaluation.slope(), start.getEntry(1), slope.get(), 1))
                    .reduce(0, Math::max);
        }
    }

    private static double atMost(Evaluation.Estimate estimate, double from, Step step, int coefficient) {
        return estimate.change(from + step.change().getEntry(coefficient))
                + step.reach().getEntry(coefficient) / estimate.standardError();
    }

    /** By the numbers alone of a sample that differs little, found from those of this one; the largest number without them. */
    private double change(Design others) {
        Optional<RealVector> recalibrated = LogisticRegression.refit(others, start);
        if (recalibrated.isEmpty()) {
            return Change.ANY;
        }
        double[] left = scores(others);
        Auc area = new Roc(left, others.outcome).auc();
        Double variance = area.variance();
        double expected = Arrays.stream(left).map(Evaluation::probability).sum();
        double largest = DoubleStream.of(
                        evaluation.auc().change(area.value()),
                        evaluation.observedExpected().change(others.sample.events() / expected),
                        evaluation
                                .intercept()
                                .change(shift(evaluation.intercept().value(), left, others.outcome)),
                        evaluation.slope().change(recalibrated.get().getEntry(1)))
                .reduce(0, Math::max);
        return variance != null && variance > 0 && Double.isFinite(largest) ? largest : Change.ANY;
    }

    /** The calibration intercept by Newton's steps from one that is near; not a number where nobody's probability is in doubt. */
    private static double shift(double near, double[] scores, boolean[] outcome) {
        double shift = near;
        for (int i = 0; i < FEW_STEPS; i++) {
            double step = Evaluation.excess(shift, scores, outcome) / information(shift, scores);
            shift += step;
            if (Math.abs(step) <= SETTLED * (1 + Math.abs(shift))) {
                return shift;
            }
        }
        double found = Evaluation.shift(scores, outcome);
        return information(found, scores) > 0 ? found : Double.NaN;
    }

    private static double information(double shift, double[] scores) {
        double sum = 0;
        for (double score : scores) {
            double p = Evaluation.probability(score + shift);
            sum += p * (1 - p);
        }
        return sum;
    }
}
