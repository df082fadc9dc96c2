package org.tessera.enclave.linear;

import java.util.Arrays;

/** A dense primal simplex with Bland's rule: it always ends, and small problems are all it is for. */
public final class Simplex {
    private static final double TOLERANCE = 1e-9;

    private Simplex() {}

    /**
     * A v that maximises objective·v over rows·v &lt;= limits and v &gt;= 0; the limits are not negative, so v = 0 is
     * feasible, and they bound v.
     *
     * @param rows one row per constraint
     * @param limits right-hand sides, 0 or greater
     * @param objective what to maximise
     */
    public static double[] maximise(double[][] rows, double[] limits, double[] objective) {
        int variables = objective.length;
        int constraints = rows.length;
        double[][] table = new double[constraints + 1][variables + 1];
        for (int i = 0; i < constraints; i++) {
            System.arraycopy(rows[i], 0, table[i], 0, variables);
            table[i][variables] = limits[i];
        }
        for (int j = 0; j < variables; j++) {
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
