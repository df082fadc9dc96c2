package org.tessera.enclave.analysis;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What came out of a model: estimates, or the reason why there are none. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "state")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Fit.Estimated.class, name = "ESTIMATED"),
    @JsonSubTypes.Type(value = Fit.NotEstimable.class, name = "NOT_ESTIMABLE")
})
public sealed interface Fit {
    /** Name of the model. */
    String model();

    /** What went in. */
    Sample sample();

    /**
     * What went into a model.
     *
     * @param observations complete observations (images)
     * @param persons persons (clusters) behind them
     * @param events observations with the outcome
     * @param dropped covariate to observations that lacked it and left the model
     */
    record Sample(int observations, int persons, int events, Map<String, Integer> dropped) {
        /** Copies. */
        public Sample {
            dropped = Map.copyOf(dropped);
        }
    }

    /**
     * Estimates.
     *
     * @param model name
     * @param sample what went in
     * @param coefficients the intercept first
     * @param logLikelihood natural logarithm
     * @param deviance of the model
     * @param nullDeviance of the model of the intercept alone
     * @param iterations of the fit
     * @param auc area under the ROC curve of the fitted probabilities
     * @param roc points of the empirical curve, from threshold -infinity up; exact, for inside the workspace only
     * @param warnings sentences
     */
    record Estimated(
            String model,
            Sample sample,
            List<Coefficient> coefficients,
            double logLikelihood,
            double deviance,
            double nullDeviance,
            int iterations,
            Auc auc,
            List<RocPoint> roc,
            List<String> warnings)
            implements Fit {
        /** Copies. */
        public Estimated {
            coefficients = List.copyOf(coefficients);
            roc = List.copyOf(roc);
            warnings = List.copyOf(warnings);
        }

        /** Log odds of the outcome that the model predicts for an observation that has every covariate. */
        public double linearPredictor(Observation of) {
            double sum = 0;
            for (Coefficient coefficient : coefficients) {
                sum += coefficient.estimate() * of.values().getOrDefault(coefficient.name(), 1.0);
            }
            return sum;
        }
    }

    /**
     * No estimate exists, or none that means anything.
     *
     * @param model name
     * @param sample what went in
     * @param verdict why
     * @param columns columns concerned
     * @param sentence for a person
     */
    record NotEstimable(String model, Sample sample, Verdict verdict, List<String> columns, String sentence)
            implements Fit {
        /** Copies. */
        public NotEstimable {
            columns = List.copyOf(columns);
        }
    }

    /** Why there is no estimate. */
    @Schema(name = "NoEstimate")
    enum Verdict {
        /** No complete observation. */
        NO_OBSERVATION,
        /** Everyone has the outcome, or nobody. */
        ONE_CLASS,
        /** One person only: no standard error exists. */
        SINGLE_CLUSTER,
        /** A column is a linear combination of others; it is named. */
        COLLINEAR,
        /** A combination of columns tells the outcome of everyone: estimates run to infinity. */
        COMPLETE_SEPARATION,
        /** A combination of columns tells the outcome of some and is wrong about no one: an estimate runs to infinity. */
        QUASI_SEPARATION,
        /** The iterations did not settle. */
        NOT_CONVERGED
    }

    /**
     * A coefficient with its odds ratio.
     *
     * @param name covariate, "(Intercept)" for the intercept
     * @param estimate log odds
     * @param standardError HC0 sandwich clustered by person, with G/(G-1)
     * @param z estimate over standard error
     * @param p two-sided, normal
     * @param oddsRatio exp(estimate)
     * @param low lower end of the 95 % interval of the odds ratio
     * @param high upper end
     */
    record Coefficient(
            String name,
            double estimate,
            double standardError,
            double z,
            double p,
            double oddsRatio,
            double low,
            double high) {}

    /**
     * Area under the ROC curve; higher means more likely to have the outcome.
     *
     * @param value 0..1
     * @param variance DeLong's; null with fewer than two observations of a class
     * @param low lower end of the 95 % interval, clipped to 0..1; null as variance
     * @param high upper end; null as variance
     */
    record Auc(
            double value,
            @Nullable Double variance,
            @Nullable Double low,
            @Nullable Double high) {}

    /**
     * A point of the empirical ROC curve.
     *
     * @param falsePositiveRate 0..1
     * @param truePositiveRate 0..1
     */
    record RocPoint(double falsePositiveRate, double truePositiveRate) {}
}
