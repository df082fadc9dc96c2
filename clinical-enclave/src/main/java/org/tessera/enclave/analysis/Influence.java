package org.tessera.enclave.analysis;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
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
        List<String> covariates =
                estimated.coefficients().stream().map(Coefficient::name).skip(1).toList();
        Set<String> persons = new TreeSet<>();
        observations.forEach(each -> persons.add(each.person()));
        double largest = 0;
        String number = "no number";
        for (String person : persons) {
            List<Observation> others = observations.stream()
                    .filter(each -> !each.person().equals(person))
                    .toList();
            if (!(LogisticRegression.fitWithoutSeparation(fit.model(), covariates, others)
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

    /** In standard errors; 0 where there is none. */
    private static double change(Fit.Auc area, Fit.Auc without) {
        Double variance = area.variance();
        return variance == null || !(variance > 0) ? 0 : Math.abs(area.value() - without.value()) / Math.sqrt(variance);
    }
}
