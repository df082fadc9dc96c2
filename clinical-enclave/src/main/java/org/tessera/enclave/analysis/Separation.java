package org.tessera.enclave.analysis;

import java.util.Arrays;

/**
 * Whether a linear combination of the columns tells the outcome (Albert and Anderson 1984), decided by linear
 * programming (Konis 2007) with a dense primal simplex and Bland's rule, not by watching the fit diverge.
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
        int constraints = rows.length + variables;
        double[][] table = new double[constraints + 1][variables + 1];
        for (int i = 0; i < rows.length; i++) {
            System.arraycopy(rows[i], 0, table[i], 0, variables);
        }
        for (int j = 0; j < variables; j++) {
            table[rows.length + j][j] = 1;
            table[rows.length + j][variables] = 1;
            table[constraints][j] = -objective[j];
        }
        int[] basic = new int[constraints];
        Arrays.setAll(basic, i -> variables + i);
        int[] free = new int[variables];
        Arrays.setAll(free, j -> j);
        while (true) {
            int enter = entering(table[constraints], free);
            if (enter < 0) {
                return solution(table, basic, variables);
            }
            int leave = leaving(table, basic, enter, variables);
            pivot(table, leave, enter);
            int swap = basic[leave];
            basic[leave] = free[enter];
            free[enter] = swap;
        }
    }

    private static int entering(double[] costs, int[] free) {
        int enter = -1;
        for (int j = 0; j < free.length; j++) {
            if (costs[j] < -TOLERANCE && (enter < 0 || free[j] < free[enter])) {
                enter = j;
            }
        }
        return enter;
    }

    private static int leaving(double[][] table, int[] basic, int enter, int variables) {
        int leave = -1;
        double least = Double.POSITIVE_INFINITY;
        for (int i = 0; i < basic.length; i++) {
            if (table[i][enter] <= TOLERANCE) {
                continue;
            }
            double ratio = table[i][variables] / table[i][enter];
            boolean tie = Math.abs(ratio - least) <= TOLERANCE;
            if (leave < 0 || (tie ? basic[i] < basic[leave] : ratio < least)) {
                leave = i;
                least = Math.min(least, ratio);
            }
        }
        if (leave < 0) {
            throw new IllegalStateException("a bounded problem cannot be unbounded");
        }
        return leave;
    }

    private static void pivot(double[][] table, int row, int column) {
        double pivot = table[row][column];
        double[] pivotRow = table[row];
        for (int j = 0; j < pivotRow.length; j++) {
            pivotRow[j] = j == column ? 1 / pivot : pivotRow[j] / pivot;
        }
        for (int i = 0; i < table.length; i++) {
            double factor = table[i][column];
            if (i == row || factor == 0) {
                continue;
            }
            for (int j = 0; j < pivotRow.length; j++) {
                table[i][j] = j == column ? -factor * pivotRow[j] : table[i][j] - factor * pivotRow[j];
            }
        }
    }

    private static double[] solution(double[][] table, int[] basic, int variables) {
        double[] values = new double[variables];
        for (int i = 0; i < basic.length; i++) {
            if (basic[i] < variables) {
                values[basic[i]] = table[i][variables];
            }
        }
        return values;
    }
}
