package org.tessera.enclave.analysis;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
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
        double largest = 0;
        String number = "no number";
        for (String person : persons(observations)) {
            List<Observation> others = without(person, observations);
            if (!(LogisticRegression.fitWithoutSeparation(fit.model(), covariates(estimated), others)
                    instanceof Estimated without)) {
                return new Disclosable.Influence(Double.MAX_VALUE, true, "whether the model can be estimated");
            }
            for (int j = 1; j < estimated.coefficients().size(); j++) {
                Coefficient mine = estimated.coefficients().get(j);
                double change =
                        Math.abs(mine.estimate() - without.coefficients().get(j).estimate());
                if (change / mine.standardError() > largest) {
                    largest = change / mine.standardError();
                    number = "the odds ratio of " + mine.name();
                }
            }
            double area = change(estimated.auc(), without.auc());
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
     */
    public static double onCurve(Estimated fit, List<Observation> observations) {
        List<SafeCurve.Score> scores = SafeCurve.scores(fit, observations);
        double largest = 0;
        for (String person : persons(observations)) {
            List<Observation> others = without(person, observations);
            double change = LogisticRegression.fitWithoutSeparation(fit.model(), covariates(fit), others)
                            instanceof Estimated without
                    ? SafeCurve.change(scores, SafeCurve.scores(without, others))
                    : Double.MAX_VALUE;
            largest = Math.max(largest, change);
        }
        return largest;
    }

    private static List<String> covariates(Estimated fit) {
        return fit.coefficients().stream().map(Coefficient::name).skip(1).toList();
    }

    private static Set<String> persons(List<Observation> observations) {
        return observations.stream().map(Observation::person).collect(Collectors.toCollection(TreeSet::new));
    }

    private static List<Observation> without(String person, List<Observation> observations) {
        return observations.stream()
                .filter(each -> !each.person().equals(person))
                .toList();
    }

    /** In standard errors; 0 where there is none. */
    private static double change(Fit.Auc area, Fit.Auc without) {
        Double variance = area.variance();
        return variance == null || !(variance > 0) ? 0 : Math.abs(area.value() - without.value()) / Math.sqrt(variance);
    }
}
