package org.tessera.enclave.disclosure;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.tessera.enclave.linear.Simplex;

/**
 * The linear programme behind a system of hidden counts, started from a known solution. An optimal vertex that is
 * integral is an integral optimum; one that is not says nothing.
 */
final class Relaxation {
    private static final double INTEGRAL = 1e-6;
    private static final double REACH = 1e6;

    private final long[] known;
    private final int[] open;
    private final double[][] rows;
    private final double[] limits;

    Relaxation(long[] low, long[] high, List<BackCalculation.Sum> sums, long[] known) {
        this.known = known;
        this.open = IntStream.range(0, low.length).filter(v -> low[v] < high[v]).toArray();
        int width = 2 * open.length;
        this.rows = new double[2 * sums.size() + width][width];
        this.limits = new double[rows.length];
        for (int s = 0; s < sums.size(); s++) {
            BackCalculation.Sum sum = sums.get(s);
            for (int o = 0; o < open.length; o++) {
                int at = sum.variables().indexOf(open[o]);
                double sign = at < 0 ? 0 : sum.signs().get(at);
                rows[2 * s][2 * o] = sign;
                rows[2 * s][2 * o + 1] = -sign;
                rows[2 * s + 1][2 * o] = -sign;
                rows[2 * s + 1][2 * o + 1] = sign;
            }
        }
        for (int o = 0; o < open.length; o++) {
            int row = 2 * sums.size() + 2 * o;
            rows[row][2 * o] = 1;
            limits[row] = Math.min(REACH, (double) (high[open[o]] - known[open[o]]));
            rows[row + 1][2 * o + 1] = 1;
            limits[row + 1] = Math.min(REACH, (double) (known[open[o]] - low[open[o]]));
        }
    }

    /** A solution in which a variable is least; empty when the vertex is not integral or lies out of reach. */
    Optional<long[]> least(int variable) {
        return extreme(variable, -1);
    }

    /** A solution in which a variable is greatest. */
    Optional<long[]> greatest(int variable) {
        return extreme(variable, 1);
    }

    private Optional<long[]> extreme(int variable, int direction) {
        double[] objective = new double[2 * open.length];
        for (int o = 0; o < open.length; o++) {
            if (open[o] == variable) {
                objective[2 * o] = direction;
                objective[2 * o + 1] = -direction;
            }
        }
        double[] found = Simplex.maximise(rows, limits, objective);
        long[] solution = known.clone();
        for (int o = 0; o < open.length; o++) {
            double change = found[2 * o] - found[2 * o + 1];
            long whole = Math.round(change);
            if (Math.abs(change - whole) > INTEGRAL || Math.abs(change) >= REACH) {
                return Optional.empty();
            }
            solution[open[o]] += whole;
        }
        return Optional.of(solution);
    }
}
