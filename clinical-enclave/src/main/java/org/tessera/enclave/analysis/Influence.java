package org.tessera.enclave.analysis;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.hipparchus.linear.ArrayRealVector;
import org.hipparchus.linear.RealVector;
import org.tessera.enclave.analysis.Fit.Coefficient;
import org.tessera.enclave.analysis.Fit.Estimated;
import org.tessera.enclave.disclosure.Disclosable;

/** How much a model rests on one person: it is fitted again without each. */
public final class Influence {
    private Influence() {}

    /**
     * The largest change of a coefficient or of the area under the curve, in its standard errors, that leaving out one person
     * makes.
     */
    public static Disclosable.Influence of(Fit fit, List<Observation> observations) {
        if (!(fit instanceof Estimated estimated)) {
            return new Disclosable.Influence(0, false, "the verdict");
        }
        var all = new Design(covariates(estimated), observations);
        RealVector start = coefficients(estimated);
        double largest = 0;
        String number = "no number";
        for (String person : persons(observations)) {
            Design others = all.without(person);
            Optional<RealVector> without = LogisticRegression.refit(others, start);
            if (without.isEmpty()) {
                return new Disclosable.Influence(Double.MAX_VALUE, true, "whether the model can be estimated");
            }
            for (int j = 1; j < estimated.coefficients().size(); j++) {
                Coefficient mine = estimated.coefficients().get(j);
                double change = Math.abs(mine.estimate() - without.get().getEntry(j));
                if (change / mine.standardError() > largest) {
                    largest = change / mine.standardError();
                    number = "the odds ratio of " + mine.name();
                }
            }
            double area = change(estimated.auc(), new Roc(others.probabilities(without.get()), others.outcome).auc());
            if (area > largest) {
                largest = area;
                number = "the area under the curve";
            }
        }
        return new Disclosable.Influence(largest, false, number);
    }

    /**
     * The largest change of a parameter of a model's smooth curve, before it is rounded and in its last printed digit, that
     * leaving out one person makes; the largest number where there would be no model or curve any more.
     *
     * @param observations each with every covariate
     */
    public static double onCurve(Estimated fit, List<Observation> observations) {
        var all = new Design(covariates(fit), observations);
        RealVector start = coefficients(fit);
        List<SafeCurve.Score> scores = scores(all, start);
        double largest = 0;
        for (String person : persons(observations)) {
            Design others = all.without(person);
            double change = LogisticRegression.refit(others, start)
                    .map(without -> SafeCurve.change(scores, scores(others, without)))
                    .orElse(Double.MAX_VALUE);
            largest = Math.max(largest, change);
        }
        return largest;
    }

    private static List<SafeCurve.Score> scores(Design design, RealVector coefficients) {
        double[] scores = design.linearPredictors(coefficients);
        return IntStream.range(0, scores.length)
                .mapToObj(i -> new SafeCurve.Score(design.persons.get(i), design.outcome[i], scores[i]))
                .toList();
    }

    private static RealVector coefficients(Estimated fit) {
        return new ArrayRealVector(
                fit.coefficients().stream().mapToDouble(Coefficient::estimate).toArray(), false);
    }

    private static List<String> covariates(Estimated fit) {
        return fit.coefficients().stream().map(Coefficient::name).skip(1).toList();
    }

    private static Set<String> persons(List<Observation> observations) {
        return observations.stream().map(Observation::person).collect(Collectors.toCollection(TreeSet::new));
    }

    /** In standard errors; 0 where there is none. */
    private static double change(Fit.Auc area, Fit.Auc without) {
        Double variance = area.variance();
        return variance == null || !(variance > 0) ? 0 : Math.abs(area.value() - without.value()) / Math.sqrt(variance);
    }
}
