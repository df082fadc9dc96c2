package org.tessera.enclave.analysis;

import java.util.Optional;
import org.hipparchus.linear.Array2DRowRealMatrix;
import org.hipparchus.linear.ArrayRealVector;
import org.hipparchus.linear.CholeskyDecomposition;
import org.hipparchus.linear.DecompositionSolver;
import org.hipparchus.linear.MatrixUtils;
import org.hipparchus.linear.QRDecomposition;
import org.hipparchus.linear.RealMatrix;
import org.hipparchus.linear.RealVector;

/**
 * Where the estimate of a logistic regression goes when some observations are left out: Newton's first step (Pregibon 1981,
 * Annals of Statistics 9:705) and how far from it the estimate can be at most. The weight p(1-p) of an observation changes by
 * a factor of at most e^d when its log odds change by d (Bach 2010, Electronic Journal of Statistics 4:384), which bounds
 * the second derivative around the first step and with it the distance. One pass over all observations serves all persons: a
 * step looks at the observations left out only.
 */
final class OneStep {
    /** Share of the information that those left out may hold; more is not worth a bound. */
    private static final double MOST_INFORMATION = 0.9;

    private final int columns;
    private final double[] logOdds;
    private final boolean[] outcome;
    private final double[] residual;
    private final double[] weight;

    /** The observations in coordinates in which the information is the unit matrix. */
    private final double[][] rows;

    /** Makes of a step in those coordinates one of the coefficients. */
    private final RealMatrix back;

    /** The longest of those rows; not finite where there is no information. */
    private final double longest;

    /**
     * Around an estimate.
     *
     * @param design one row per observation
     * @param outcome of each observation
     * @param logOdds of each observation as estimated
     */
    OneStep(double[][] design, boolean[] outcome, double[] logOdds) {
        this.logOdds = logOdds.clone();
        this.outcome = outcome.clone();
        columns = design[0].length;
        weight = new double[logOdds.length];
        residual = new double[logOdds.length];
        double[][] weighted = new double[logOdds.length][columns];
        for (int i = 0; i < logOdds.length; i++) {
            double p = probability(logOdds[i]);
            weight[i] = p * (1 - p);
            residual[i] = (outcome[i] ? 1 : 0) - p;
            for (int j = 0; j < columns; j++) {
                weighted[i][j] = Math.sqrt(weight[i]) * design[i][j];
            }
        }
        back = inverse(weighted);
        rows = new double[logOdds.length][columns];
        double most = 0;
        for (int i = 0; i < logOdds.length; i++) {
            double square = 0;
            for (int j = 0; j < columns; j++) {
                for (int k = 0; k <= j; k++) {
                    rows[i][j] += design[i][k] * back.getEntry(k, j);
                }
                square += rows[i][j] * rows[i][j];
            }
            most = Math.max(most, square);
        }
        longest = Math.sqrt(most);
    }

    /** Of the triangle of the QR decomposition, whose numbers are as exact as those of the fit; not finite where it has none. */
    private static RealMatrix inverse(double[][] weighted) {
        int columns = weighted[0].length;
        RealMatrix triangle = weighted.length < columns
                ? new Array2DRowRealMatrix(columns, columns)
                : new QRDecomposition(new Array2DRowRealMatrix(weighted, false))
                        .getR()
                        .getSubMatrix(0, columns - 1, 0, columns - 1);
        RealMatrix inverse = MatrixUtils.createRealMatrix(columns, columns);
        for (int j = 0; j < columns; j++) {
            for (int i = j; i >= 0; i--) {
                double sum = i == j ? 1 : 0;
                for (int k = i + 1; k <= j; k++) {
                    sum -= triangle.getEntry(i, k) * inverse.getEntry(k, j);
                }
                inverse.setEntry(i, j, sum / triangle.getEntry(i, i));
            }
        }
        return inverse;
    }

    private static double probability(double logOdds) {
        return 1 / (1 + Math.exp(-logOdds));
    }

    /**
     * A step.
     *
     * @param change of each coefficient
     * @param reach how far from it the change can be at most, for each coefficient; not finite where nothing is known
     * @param logOdds how far from where the step leads the log odds of any observation can be at most
     */
    record Step(RealVector change, RealVector reach, double logOdds) {}

    /** The step when these observations are left out; empty where they hold too much of the information. */
    Optional<Step> without(int[] left) {
        return others(left).map(others -> {
            double moved = others.furthest() * others.length();
            // The gradient at the step is what the second derivative has changed on the way.
            return step(others, (Math.expm1(moved) - moved) / others.furthest(), moved);
        });
    }

    /** The same step with a reach that is near to the truth, for which every observation is looked at. */
    Optional<Step> closer(int[] left) {
        return others(left).map(others -> {
            double[] step = others.step().toArray();
            double[] gradient = new double[columns];
            double moved = 0;
            for (int i = 0, at = 0; i < rows.length; i++) {
                double change = 0;
                for (int j = 0; j < columns; j++) {
                    change += rows[i][j] * step[j];
                }
                moved = Math.max(moved, Math.abs(change));
                if (at < left.length && left[at] == i) {
                    at++;
                    continue;
                }
                double rest = (outcome[i] ? 1 : 0) - probability(logOdds[i] + change);
                for (int j = 0; j < columns; j++) {
                    gradient[j] += rest * rows[i][j];
                }
            }
            RealVector rest = new ArrayRealVector(gradient, false);
            return step(others, Math.sqrt(rest.dotProduct(others.solver().solve(rest))), moved);
        });
    }

    /** From the length of the gradient after the step, and how far the step moves the log odds of any observation. */
    private Step step(Others others, double gradient, double moved) {
        double excess = others.furthest() * gradient * Math.exp(moved);
        double distance = excess < 1
                ? -Math.log1p(-excess) / others.furthest() / Math.sqrt(1 - others.share())
                : Double.POSITIVE_INFINITY;
        RealVector reach = new ArrayRealVector(columns);
        for (int j = 0; j < columns; j++) {
            reach.setEntry(j, back.getRowVector(j).getNorm() * distance);
        }
        return new Step(back.operate(others.step()), reach, longest * distance);
    }

    private Optional<Others> others(int[] left) {
        RealVector gradient = new ArrayRealVector(columns);
        RealMatrix information = MatrixUtils.createRealIdentityMatrix(columns);
        double share = 0;
        for (int i : left) {
            RealVector row = new ArrayRealVector(rows[i], false);
            gradient = gradient.subtract(row.mapMultiply(residual[i]));
            information = information.subtract(row.outerProduct(row).scalarMultiply(weight[i]));
            share += weight[i] * row.dotProduct(row);
        }
        if (!(share <= MOST_INFORMATION && Double.isFinite(longest))) {
            return Optional.empty();
        }
        DecompositionSolver solver = new CholeskyDecomposition(information).getSolver();
        RealVector step = solver.solve(gradient);
        return Optional.of(
                new Others(solver, share, longest / Math.sqrt(1 - share), step, Math.sqrt(step.dotProduct(gradient))));
    }

    /**
     * Those who are not left out. Lengths are measured by their information.
     *
     * @param solver of their information
     * @param share of everybody's information that those left out hold at most
     * @param furthest how far a step of length 1 moves the log odds of any observation at most
     * @param step to their estimate
     * @param length of it
     */
    private record Others(DecompositionSolver solver, double share, double furthest, RealVector step, double length) {}
}
