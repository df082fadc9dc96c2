package org.tessera.enclave.analysis;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * How far the area under a model's curve moves when its coefficients move a little and some observations are left out. Rows
 * that are alike are one, as their scores stay the same, and stand in the order of the estimate, which changes little: a move
 * costs about as much as there are rows.
 */
final class MovedArea {
    /** The area is of probabilities: so near to one another, and nearer, rounding may have their order. */
    private static final double ROUNDING = 1e-14;

    /** Comparisons of near scores, for each score, after which it is not worth to go on. */
    private static final int MOST_NEAR = 16;

    private final double area;
    private final double[][] columns;
    private final double[] rounding;
    private final int[] with;
    private final int[] without;
    private final int[] place;
    private final double[] logOdds;
    private final int[] order;
    private long allWith;
    private long allWithout;

    /** Of this area of a design under these coefficients. */
    MovedArea(double area, Design design, double[] beta) {
        this.area = area;
        int[] alike = design.alike();
        double[] base = new double[design.rows.length];
        for (int i = 0; i < base.length; i++) {
            base[i] = logOdds(design.rows[i], beta);
        }
        int[] kinds = IntStream.range(0, base.length)
                .filter(i -> alike[i] == i)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> base[i]))
                .mapToInt(i -> i)
                .toArray();
        place = new int[base.length];
        columns = new double[beta.length][kinds.length];
        rounding = new double[kinds.length];
        for (int k = 0; k < kinds.length; k++) {
            place[kinds[k]] = k;
            double terms = 1;
            for (int j = 0; j < beta.length; j++) {
                columns[j][k] = design.rows[kinds[k]][j];
                terms += Math.abs(beta[j] * columns[j][k]);
            }
            rounding[k] = ROUNDING * (terms + Math.exp(base[kinds[k]] + 1));
        }
        with = new int[kinds.length];
        without = new int[kinds.length];
        logOdds = new double[kinds.length];
        order = new int[kinds.length];
        for (int i = 0; i < base.length; i++) {
            place[i] = place[alike[i]];
            count(i, design.outcome[i], 1);
        }
    }

    private static double logOdds(double[] row, double[] beta) {
        double sum = 0;
        for (int j = 0; j < beta.length; j++) {
            sum += row[j] * beta[j];
        }
        return sum;
    }

    private void count(int observation, boolean outcome, int by) {
        if (outcome) {
            with[place[observation]] += by;
            allWith += by;
        } else {
            without[place[observation]] += by;
            allWithout += by;
        }
    }

    /**
     * The furthest that the area can move; {@link Change#ANY} where too much is undecided.
     *
     * @param design whose area it is
     * @param beta coefficients
     * @param reach how far the log odds of each observation can be from those of these coefficients
     * @param left observations that are left out
     */
    double atMost(Design design, double[] beta, double reach, int[] left) {
        for (int i : left) {
            count(i, design.outcome[i], -1);
        }
        sort(beta);
        double atMost = atMost(reach);
        for (int i : left) {
            count(i, design.outcome[i], 1);
        }
        return atMost;
    }

    private double atMost(double reach) {
        int comparisons = 0;
        long halves = 0;
        long undecided = 0;
        long below = 0;
        for (int k = 0; k < order.length; k++) {
            int kind = order[k];
            halves += with[kind] * (2 * below + without[kind]);
            below += without[kind];
            double near = logOdds[k] - 2 * reach - rounding[kind];
            for (int j = k - 1; j >= 0 && logOdds[j] >= near; j--) {
                if (++comparisons > MOST_NEAR * order.length) {
                    return Change.ANY;
                }
                undecided += (long) with[kind] * without[order[j]] + (long) without[kind] * with[order[j]];
            }
        }
        double pairs = (double) allWith * allWithout;
        return Math.abs(halves / 2.0 / pairs - area) + undecided / pairs;
    }

    /** By insertion: what is nearly in order is moved little. */
    private void sort(double[] beta) {
        Arrays.fill(logOdds, 0);
        for (int j = 0; j < beta.length; j++) {
            double coefficient = beta[j];
            double[] column = columns[j];
            for (int k = 0; k < logOdds.length; k++) {
                logOdds[k] += coefficient * column[k];
            }
        }
        for (int k = 0; k < order.length; k++) {
            double mine = logOdds[k];
            int at = k;
            while (at > 0 && logOdds[at - 1] > mine) {
                logOdds[at] = logOdds[at - 1];
                order[at] = order[at - 1];
                at--;
            }
            logOdds[at] = mine;
            order[at] = k;
        }
    }
}
