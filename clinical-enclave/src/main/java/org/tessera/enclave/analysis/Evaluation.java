package org.tessera.enclave.analysis;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.hipparchus.analysis.solvers.BracketingNthOrderBrentSolver;
import org.hipparchus.exception.MathIllegalArgumentException;
import org.tessera.enclave.analysis.Fit.Auc;
import org.tessera.enclave.analysis.Fit.Coefficient;
import org.tessera.enclave.analysis.Fit.Estimated;

/**
 * How a fitted model performs in a group of observations. Discrimination: area under the ROC curve with DeLong's interval.
 * Calibration in the large: observed over expected outcomes, its interval on the log scale with the expected ones as given
 * (Debray et al. 2017, BMJ 356:i6460), and the calibration intercept, the linear predictor's slope fixed at 1. Weak
 * calibration: the calibration slope (Van Calster et al. 2019, BMC Medicine 17:230; Riley et al. 2024, BMJ 384:e074820).
 * Standard errors take all images of a person as one cluster, but for DeLong's, which takes images as the models' areas do.
 * Where the model was fitted on the same persons this is its apparent performance.
 *
 * @param auc area under the curve
 * @param observedExpected observed over expected outcomes; 1 is calibrated
 * @param intercept calibration intercept; 0 is calibrated
 * @param slope calibration slope; 1 is calibrated
 */
public record Evaluation(Estimate auc, Estimate observedExpected, Estimate intercept, Estimate slope) {
    private static final String PREDICTOR = "linear predictor";
    private static final int MOST_EVALUATIONS = 200;

    /**
     * An estimate with its 95 % interval.
     *
     * @param value the estimate
     * @param standardError its standard error
     * @param low lower end
     * @param high upper end
     */
    public record Estimate(double value, double standardError, double low, double high) {
        static Estimate of(double value, double standardError) {
            double reach = Roc.Z975 * standardError;
            return new Estimate(value, standardError, value - reach, value + reach);
        }

        double change(double other) {
            return Math.abs(value - other) / standardError;
        }
    }

    /** The largest change of a number, in its standard errors, that leaving one person out makes; the model stays as it is. */
    public double largestInfluence(Estimated model, List<Observation> observations) {
        return new EvaluatingWithoutOne(this, new Design(List.of(PREDICTOR), scored(model, observations))).largest();
    }

    private static List<Observation> scored(Estimated model, List<Observation> observations) {
        return observations.stream()
                .map(each ->
                        new Observation(each.person(), each.outcome(), Map.of(PREDICTOR, model.linearPredictor(each))))
                .toList();
    }

    /**
     * Evaluates; empty where one of the numbers does not exist: one class only, one person, or a score that tells the
     * outcome without an error or is surer of it than a number can say.
     */
    public static Optional<Evaluation> of(Estimated model, List<Observation> observations) {
        int events = (int) observations.stream().filter(Observation::outcome).count();
        if (events == 0 || events == observations.size()) {
            return Optional.empty();
        }
        double[] scores =
                observations.stream().mapToDouble(model::linearPredictor).toArray();
        boolean[] outcome = new boolean[scores.length];
        for (int i = 0; i < scores.length; i++) {
            outcome[i] = observations.get(i).outcome();
        }
        Auc auc = new Roc(scores, outcome).auc();
        Double variance = auc.variance();
        Double low = auc.low();
        Double high = auc.high();
        if (variance == null || low == null || high == null || !(variance > 0)) {
            return Optional.empty();
        }
        if (!(LogisticRegression.fit("recalibration", List.of(PREDICTOR), scored(model, observations))
                instanceof Estimated recalibrated)) {
            return Optional.empty();
        }
        Coefficient slope = recalibrated.coefficients().getLast();
        return intercept(scores, outcome, observations)
                .map(intercept -> new Evaluation(
                        new Estimate(auc.value(), Math.sqrt(variance), low, high),
                        observedExpected(scores, observations, events),
                        intercept,
                        Estimate.of(slope.estimate(), slope.standardError())))
                .filter(Evaluation::isFinite);
    }

    private boolean isFinite() {
        return Stream.of(auc, observedExpected, intercept, slope)
                .flatMapToDouble(each -> DoubleStream.of(each.value(), each.standardError(), each.low(), each.high()))
                .allMatch(Double::isFinite);
    }

    private static Estimate observedExpected(double[] scores, List<Observation> observations, int observed) {
        double expected = 0;
        for (double score : scores) {
            expected += probability(score);
        }
        double share = (double) observed / scores.length;
        Map<String, Double> residuals = new HashMap<>();
        observations.forEach(each -> residuals.merge(each.person(), (each.outcome() ? 1 : 0) - share, Double::sum));
        double sum =
                residuals.values().stream().mapToDouble(each -> each * each).sum();
        double persons = residuals.size();
        double ofLogarithm = Math.sqrt(sum * persons / (persons - 1)) / observed;
        double ratio = observed / expected;
        double reach = Math.exp(Roc.Z975 * ofLogarithm);
        return new Estimate(ratio, ratio * ofLogarithm, ratio / reach, ratio * reach);
    }

    static double shift(double[] scores, boolean[] outcome) {
        double furthest = 40;
        for (double score : scores) {
            furthest = Math.max(furthest, 40 + Math.abs(score));
        }
        return new BracketingNthOrderBrentSolver(1e-14, 1e-14, 5)
                .solve(MOST_EVALUATIONS, at -> excess(at, scores, outcome), -furthest, furthest);
    }

    /** Empty where every probability is so near to 0 or 1 that its standard error does not exist. */
    private static Optional<Estimate> intercept(double[] scores, boolean[] outcome, List<Observation> observations) {
        double shift = shift(scores, outcome);
        double[][] design = new double[scores.length][];
        double[] shifted = new double[scores.length];
        for (int i = 0; i < scores.length; i++) {
            design[i] = new double[] {1};
            shifted[i] = probability(scores[i] + shift);
        }
        List<String> persons = observations.stream().map(Observation::person).toList();
        try {
            double variance =
                    Sandwich.covariance(design, outcome, shifted, persons).getEntry(0, 0);
            return Optional.of(Estimate.of(shift, Math.sqrt(variance)));
        } catch (MathIllegalArgumentException noInformation) {
            return Optional.empty();
        }
    }

    static double excess(double shift, double[] scores, boolean[] outcome) {
        double sum = 0;
        for (int i = 0; i < scores.length; i++) {
            sum += (outcome[i] ? 1 : 0) - probability(scores[i] + shift);
        }
        return sum;
    }

    static double probability(double logOdds) {
        return 1 / (1 + Math.exp(-logOdds));
    }
}
