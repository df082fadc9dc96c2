package org.tessera.enclave.analysis;

import java.util.Arrays;
import org.tessera.enclave.linear.Simplex;

/**
 * Whether a linear combination of the columns tells the outcome (Albert and Anderson 1984), decided by linear
 * programming (Konis 2007), not by watching the fit diverge.
 */
final class Separation {
    private static final double TOLERANCE = 1e-9;
    private final double[][] signed;
    private final int columns;

    /** Rows of the design, intercept included, and whether each has the outcome. */
    Separation(double[][] design, boolean[] outcome) {
        this.columns = design[0].length;
        double[] greatest = new double[columns];
        for (double[] row : design) {
            for (int j = 0; j < columns; j++) {
                greatest[j] = Math.max(greatest[j], Math.abs(row[j]));
            }
        }
        this.signed = new double[design.length][columns];
        for (int i = 0; i < design.length; i++) {
            for (int j = 0; j < columns; j++) {
                double scaled = greatest[j] == 0 ? 0 : design[i][j] / greatest[j];
                signed[i][j] = outcome[i] ? scaled : -scaled;
            }
        }
    }

    /** Whether some direction is right or undecided about everyone, and right about someone. */
    boolean exists() {
        return gain(direction()) > TOLERANCE * signed.length;
    }

    /** Columns that take part in the separating direction, by index. */
    int[] columnsInvolved() {
        double[] direction = direction();
        return java.util.stream.IntStream.range(0, columns)
                .filter(j -> Math.abs(direction[j]) > TOLERANCE)
                .toArray();
    }

    /** Whether some direction is strictly right about everyone. */
    boolean complete() {
        double[][] rows = new double[signed.length][2 * columns + 1];
        for (int i = 0; i < signed.length; i++) {
            for (int j = 0; j < columns; j++) {
                rows[i][j] = -signed[i][j];
                rows[i][columns + j] = signed[i][j];
            }
            rows[i][2 * columns] = 1;
        }
        double[] objective = new double[2 * columns + 1];
        objective[2 * columns] = 1;
        return maximise(rows, objective)[2 * columns] > TOLERANCE;
    }

    private double[] direction() {
        double[][] rows = new double[signed.length][2 * columns];
        double[] objective = new double[2 * columns];
        for (int i = 0; i < signed.length; i++) {
            for (int j = 0; j < columns; j++) {
                rows[i][j] = -signed[i][j];
                rows[i][columns + j] = signed[i][j];
                objective[j] += signed[i][j];
                objective[columns + j] -= signed[i][j];
            }
        }
        double[] halves = maximise(rows, objective);
        double[] direction = new double[columns];
        for (int j = 0; j < columns; j++) {
            direction[j] = halves[j] - halves[columns + j];
        }
        return direction;
    }

    private double gain(double[] direction) {
        double gain = 0;
        for (double[] row : signed) {
            double value = 0;
            for (int j = 0; j < columns; j++) {
                value += row[j] * direction[j];
            }
            gain += Math.max(0, value);
        }
        return gain;
    }

    /** Maximises objective·v over rows·v &lt;= 0 and 0 &lt;= v &lt;= 1; v = 0 is feasible. */
    private static double[] maximise(double[][] rows, double[] objective) {
        int variables = objective.length;
        double[][] all = Arrays.copyOf(rows, rows.length + variables);
        double[] limits = new double[all.length];
        for (int j = 0; j < variables; j++) {
            all[rows.length + j] = new double[variables];
            all[rows.length + j][j] = 1;
            limits[rows.length + j] = 1;
        }
        return Simplex.maximise(all, limits, objective);
    }
}
