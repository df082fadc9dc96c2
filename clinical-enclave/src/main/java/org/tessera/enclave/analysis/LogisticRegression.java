package org.tessera.enclave.analysis;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.hipparchus.exception.MathIllegalArgumentException;
import org.hipparchus.linear.Array2DRowRealMatrix;
import org.hipparchus.linear.ArrayRealVector;
import org.hipparchus.linear.QRDecomposition;
import org.hipparchus.linear.RealMatrix;
import org.hipparchus.linear.RealVector;
import org.tessera.enclave.analysis.Fit.Coefficient;
import org.tessera.enclave.analysis.Fit.Estimated;
import org.tessera.enclave.analysis.Fit.NotEstimable;
import org.tessera.enclave.analysis.Fit.Sample;
import org.tessera.enclave.analysis.Fit.Verdict;

/**
 * Logistic regression by iteratively reweighted least squares, with the Huber-White HC0 sandwich clustered by person as
 * {@code sandwich::vcovCL(type = "HC0")} computes it: factor G/(G-1), normal quantiles.
 */
public final class LogisticRegression {
    private static final int FEWEST_EVENTS_PER_VARIABLE = 10;
    private static final int MOST_ITERATIONS = 100;
    private static final double SETTLED = 1e-14;

    private final String model;
    private final Design design;
    private final Sample sample;

    private LogisticRegression(String model, Design design) {
        this.model = model;
        this.design = design;
        this.sample = design.sample;
    }

    /** Fits a model of the outcome by these covariates; observations that lack one of them are dropped and counted. */
    public static Fit fit(String model, List<String> covariates, List<Observation> observations) {
        var regression = new LogisticRegression(model, new Design(covariates, observations));
        Optional<Fit> refusal = regression.refusal().or(regression::separation);
        return refusal.orElseGet(regression::estimate);
    }

    /**
     * The coefficients of a sample that differs little from one whose coefficients are known and which is not separated:
     * started there it settles in two or three steps. Empty when they cannot be estimated; a separated sample does not settle
     * or runs far off.
     */
    static Optional<RealVector> refit(Design sample, RealVector start) {
        var regression = new LogisticRegression("refit", sample);
        if (regression.refusal().isPresent()) {
            return Optional.empty();
        }
        try {
            return regression.settled(start).map(Settled::beta);
        } catch (MathIllegalArgumentException singular) {
            return Optional.empty();
        }
    }

    /** Fitted probabilities of the complete observations under some coefficients, with their outcomes. */
    static Roc roc(Estimated fit, List<Observation> observations) {
        List<String> covariates =
                fit.coefficients().stream().map(Coefficient::name).skip(1).toList();
        var design = new Design(covariates, observations);
        double[] beta =
                fit.coefficients().stream().mapToDouble(Coefficient::estimate).toArray();
        return new Roc(design.probabilities(new ArrayRealVector(beta)), design.outcome);
    }

    private Optional<Fit> refusal() {
        if (sample.observations() == 0) {
            return refuse(Verdict.NO_OBSERVATION, List.of(), "No observation has all covariates.");
        }
        if (sample.events() == 0 || sample.events() == sample.observations()) {
            String who = sample.events() == 0 ? "Nobody has" : "Everyone has";
            return refuse(Verdict.ONE_CLASS, List.of(), who + " the outcome: there is nothing to model.");
        }
        if (sample.persons() == 1) {
            return refuse(Verdict.SINGLE_CLUSTER, List.of(), "All observations are of one person.");
        }
        List<String> collinear = design.collinear();
        if (!collinear.isEmpty()) {
            String which = String.join(", ", collinear);
            return refuse(
                    Verdict.COLLINEAR, collinear, "Constant, or a linear combination of the columns before: " + which);
        }
        return Optional.empty();
    }

    private Optional<Fit> separation() {
        var separation = new Separation(design.rows, design.outcome);
        if (!separation.exists()) {
            return Optional.empty();
        }
        List<String> involved = Arrays.stream(separation.columnsInvolved())
                .filter(j -> j > 0)
                .mapToObj(design.names::get)
                .toList();
        return separation.complete()
                ? refuse(
                        Verdict.COMPLETE_SEPARATION,
                        involved,
                        "These columns tell everyone's outcome without error: the estimates run to infinity.")
                : refuse(
                        Verdict.QUASI_SEPARATION,
                        involved,
                        "These columns tell the outcome of some without any error: an estimate runs to infinity.");
    }

    private Optional<Fit> refuse(Verdict verdict, List<String> columns, String sentence) {
        return Optional.of(new NotEstimable(model, sample, verdict, columns, sentence));
    }

    private Fit estimate() {
        try {
            return settled(new ArrayRealVector(design.names.size()))
                    .<Fit>map(this::estimated)
                    .orElseGet(this::notConverged);
        } catch (MathIllegalArgumentException singular) {
            return notConverged();
        }
    }

    private Fit notConverged() {
        return new NotEstimable(
                model, sample, Verdict.NOT_CONVERGED, List.of(), "The iterations did not settle on an estimate.");
    }

    private record Settled(RealVector beta, int iterations) {}

    /** Empty when it does not settle; throws when every fitted probability has run to 0 or 1, so that no weight is left. */
    private Optional<Settled> settled(RealVector start) {
        RealVector beta = start;
        double deviance = Double.POSITIVE_INFINITY;
        for (int iteration = 1; iteration <= MOST_ITERATIONS; iteration++) {
            RealVector next = beta.add(step(beta));
            double change = deviance;
            deviance = design.deviance(next);
            for (int half = 0; half < 30 && deviance > change + SETTLED * Math.abs(change); half++) {
                next = next.add(beta).mapMultiply(0.5);
                deviance = design.deviance(next);
            }
            boolean settled = Math.abs(change - deviance) <= SETTLED * (Math.abs(deviance) + 0.1);
            beta = next;
            if (settled) {
                return Optional.of(new Settled(beta.add(step(beta)), iteration));
            }
        }
        return Optional.empty();
    }

    private RealVector step(RealVector beta) {
        double[] p = design.probabilities(beta);
        double[][] weighted = new double[design.rows.length][];
        double[] residual = new double[design.rows.length];
        for (int i = 0; i < design.rows.length; i++) {
            double root = Math.sqrt(p[i] * (1 - p[i]));
            weighted[i] = new double[design.names.size()];
            for (int j = 0; j < design.names.size(); j++) {
                weighted[i][j] = design.rows[i][j] * root;
            }
            residual[i] = root == 0 ? 0 : ((design.outcome[i] ? 1 : 0) - p[i]) / root;
        }
        return new QRDecomposition(new Array2DRowRealMatrix(weighted, false))
                .getSolver()
                .solve(new ArrayRealVector(residual, false));
    }

    private Estimated estimated(Settled settled) {
        RealVector beta = settled.beta();
        double[] p = design.probabilities(beta);
        RealMatrix covariance = Sandwich.covariance(design.rows, design.outcome, p, design.persons);
        List<Coefficient> coefficients = new ArrayList<>();
        for (int j = 0; j < design.names.size(); j++) {
            coefficients.add(coefficient(design.names.get(j), beta.getEntry(j), Math.sqrt(covariance.getEntry(j, j))));
        }
        double deviance = design.deviance(beta);
        double share = (double) sample.events() / sample.observations();
        double nullDeviance = -2
                * (sample.events() * Math.log(share) + (sample.observations() - sample.events()) * Math.log(1 - share));
        Roc roc = new Roc(p, design.outcome);
        return new Estimated(
                model,
                sample,
                coefficients,
                -deviance / 2,
                deviance,
                nullDeviance,
                settled.iterations(),
                roc.auc(),
                roc.points(),
                warnings());
    }

    private static Coefficient coefficient(String name, double estimate, double error) {
        double z = estimate / error;
        return new Coefficient(
                name,
                estimate,
                error,
                z,
                Roc.twoSided(z),
                Math.exp(estimate),
                Math.exp(estimate - Roc.Z975 * error),
                Math.exp(estimate + Roc.Z975 * error));
    }

    private List<String> warnings() {
        int fewer = Math.min(sample.events(), sample.observations() - sample.events());
        int variables = design.names.size() - 1;
        if (variables > 0 && fewer < FEWEST_EVENTS_PER_VARIABLE * variables) {
            return List.of("Fewer than " + FEWEST_EVENTS_PER_VARIABLE + " events per variable: " + fewer + " for "
                    + variables + "; estimates may be biased away from 1.");
        }
        return List.of();
    }
}
