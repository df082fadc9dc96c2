package org.tessera.enclave.analysis;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.hipparchus.linear.ArrayRealVector;
import org.hipparchus.linear.RealVector;
import org.tessera.enclave.analysis.Fit.Coefficient;
import org.tessera.enclave.analysis.Fit.Estimated;
import org.tessera.enclave.analysis.OneStep.Step;
import org.tessera.enclave.disclosure.Disclosable;

/**
 * Looks for the largest change that leaving one person out of a model makes. {@link OneStep} bounds the change of each person;
 * the model is fitted again without those only whose bound is above the largest change so far, which leaves the same answer as
 * fits without everybody.
 */
final class LeavingOneOut {
    private static final String ESTIMABLE = "whether the model can be estimated";
    private static final String PARAMETER = "a parameter of the smooth curve";

    private final Estimated fit;
    private final Design all;
    private final RealVector start;
    private final List<int[]> persons;
    private final OneStep estimate;
    private final List<Optional<Step>> steps;
    private final Set<Integer> close = new HashSet<>();
    private final Map<Integer, Optional<RealVector>> refits = new HashMap<>();
    private final Map<Integer, Change> numbers = new HashMap<>();

    LeavingOneOut(Estimated fit, List<Observation> observations) {
        this.fit = fit;
        List<Coefficient> coefficients = fit.coefficients();
        all = new Design(coefficients.stream().map(Coefficient::name).skip(1).toList(), observations);
        start = new ArrayRealVector(
                coefficients.stream().mapToDouble(Coefficient::estimate).toArray(), false);
        persons = all.distinctPersons();
        estimate = new OneStep(all.rows, all.outcome, all.linearPredictors(start));
        steps = new ArrayList<>(persons.stream().map(estimate::without).toList());
    }

    Influence influence() {
        IntFunction<Change> exactly = i -> numbers.computeIfAbsent(i, this::numbersWithout);
        Change ratios = largest(new Change(0, "no number"), this::coefficients, exactly);
        Change number = ratios.size() < Change.ANY ? largest(ratios, area(), exactly) : ratios;
        if (number.number().equals(ESTIMABLE)) {
            return new Influence(new Disclosable.Influence(Change.ANY, true, ESTIMABLE), Change.ANY);
        }
        List<SafeCurve.Score> scores = scores(all, start);
        Change curve = largest(new Change(0, PARAMETER), curve(scores), i -> curveWithout(scores, i));
        return new Influence(new Disclosable.Influence(number.size(), false, number.number()), curve.size());
    }

    /** How far a number can move when a person is left out; asked only where the step has a reach. */
    private interface Bound {
        double of(Step step, int[] person);
    }

    private Change largest(Change soFar, Bound bound, IntFunction<Change> exactly) {
        IntToDoubleFunction atMost = i -> steps.get(i)
                .filter(step -> Double.isFinite(step.logOdds()))
                .map(step -> bound.of(step, persons.get(i)))
                .orElse(Change.ANY);
        IntToDoubleFunction closer = i -> {
            if (close.add(i)) {
                steps.set(i, estimate.closer(persons.get(i)));
            }
            return atMost.applyAsDouble(i);
        };
        return Change.largest(
                soFar, IntStream.range(0, persons.size()).mapToDouble(atMost).toArray(), closer, exactly);
    }

    /** Without the person the model is as exact as a fit from nothing; empty where it cannot be estimated. */
    private Optional<RealVector> refit(int person) {
        return refits.computeIfAbsent(person, i -> LogisticRegression.refit(all.without(persons.get(i)), start));
    }

    private double coefficients(Step step, int[] person) {
        double most = 0;
        for (int j = 1; j < step.change().getDimension(); j++) {
            double change = Math.abs(step.change().getEntry(j)) + step.reach().getEntry(j);
            most = Math.max(most, change / fit.coefficients().get(j).standardError());
        }
        return most;
    }

    private Bound area() {
        Double variance = fit.auc().variance();
        if (variance == null || !(variance > 0)) {
            return (step, person) -> 0;
        }
        var area = new MovedArea(fit.auc().value(), all, start.toArray());
        return (step, person) -> area.atMost(all, moved(step), step.logOdds(), person) / Math.sqrt(variance);
    }

    private Bound curve(List<SafeCurve.Score> scores) {
        return SafeCurve.shape(scores)
                .map(shape -> new MovedCurve(shape, all))
                .<Bound>map(curve -> (step, person) -> curve.atMost(moved(step), step.logOdds(), person))
                .orElse((step, person) -> Change.ANY);
    }

    private double[] moved(Step step) {
        return start.add(step.change()).toArray();
    }

    private Change numbersWithout(int person) {
        Optional<RealVector> without = refit(person);
        if (without.isEmpty()) {
            return new Change(Change.ANY, ESTIMABLE);
        }
        Change largest = new Change(0, "no number");
        for (int j = 1; j < fit.coefficients().size(); j++) {
            Coefficient mine = fit.coefficients().get(j);
            double change = Math.abs(mine.estimate() - without.get().getEntry(j));
            largest = largest.larger(new Change(change / mine.standardError(), "the odds ratio of " + mine.name()));
        }
        Design others = all.without(persons.get(person));
        Fit.Auc area = new Roc(others.probabilities(without.get()), others.outcome).auc();
        return largest.larger(new Change(change(fit.auc(), area), "the area under the curve"));
    }

    /** In standard errors; 0 where there is none. */
    private static double change(Fit.Auc area, Fit.Auc without) {
        Double variance = area.variance();
        return variance == null || !(variance > 0) ? 0 : Math.abs(area.value() - without.value()) / Math.sqrt(variance);
    }

    private Change curveWithout(List<SafeCurve.Score> scores, int person) {
        double change = refit(person)
                .map(without -> SafeCurve.change(scores, scores(all.without(persons.get(person)), without)))
                .orElse(Change.ANY);
        return new Change(change, PARAMETER);
    }

    private static List<SafeCurve.Score> scores(Design design, RealVector coefficients) {
        double[] scores = design.linearPredictors(coefficients);
        return IntStream.range(0, scores.length)
                .mapToObj(i -> new SafeCurve.Score(design.persons.get(i), design.outcome[i], scores[i]))
                .toList();
    }
}
