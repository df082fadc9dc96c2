package org.tessera.enclave.disclosure;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an attacker can work out: integers within bounds under published sums. For each of them the exact least and
 * greatest feasible value: by bound propagation, then a linear programme whose vertex, where it is integral, is the proof
 * (in tables and hierarchies it always is), then bisection with an exact search. Proven against brute force.
 */
final class BackCalculation {
    /** Greater than any count of persons: no upper bound. */
    static final long UNBOUNDED = 1L << 40;

    private static final long MOST_NODES = 200_000;

    private final long[] low;
    private final long[] high;
    private final List<Sum> sums;
    private final Propagation propagation;
    private long nodes;

    /**
     * A published sum: signs·variables = total.
     *
     * @param variables indices
     * @param signs 1 or -1 for each
     * @param total the sum
     */
    record Sum(List<Integer> variables, List<Integer> signs, long total) {
        /** Whether these values have this sum. */
        boolean holds(long[] values) {
            long sum = 0;
            for (int i = 0; i < variables.size(); i++) {
                sum += signs.get(i) * values[variables.get(i)];
            }
            return sum == total;
        }
    }

    /**
     * What is feasible.
     *
     * @param low least value
     * @param high greatest value; {@link #UNBOUNDED} for none
     * @param proven false when the search was given up; then the true interval may be narrower
     */
    record Interval(long low, long high, boolean proven) {
        long values() {
            return high - low + 1;
        }
    }

    /** Thrown when no integers satisfy what is published. */
    static final class Contradiction extends Exception {
        private static final long serialVersionUID = 1L;
    }

    private static final class GivenUp extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    BackCalculation(long[] low, long[] high, List<Sum> sums) {
        this.low = low.clone();
        this.high = high.clone();
        this.sums = List.copyOf(sums);
        this.propagation = new Propagation(low.length, this.sums);
    }

    /** The feasible interval of every variable; looks for some solution first. */
    List<Interval> intervals() throws Contradiction {
        Bounds start = started();
        nodes = 0;
        long[] witness;
        try {
            witness = search(start);
        } catch (GivenUp e) {
            return propagated(start);
        }
        if (witness == null) {
            throw new Contradiction();
        }
        return intervals(start, witness);
    }

    /** The feasible interval of every variable, where one solution is known: the truth. */
    List<Interval> intervals(long[] known) throws Contradiction {
        Bounds start = started();
        return satisfies(known) ? intervals(start, known) : intervals();
    }

    /** The feasible intervals of some variables, in their order, where one solution is known: the truth. */
    List<Interval> intervals(long[] known, List<Integer> wanted) throws Contradiction {
        if (!satisfies(known)) {
            List<Interval> all = intervals();
            return wanted.stream().map(all::get).toList();
        }
        Bounds start = started();
        var relaxation = new Relaxation(start.low, start.high, sums, known);
        return wanted.stream()
                .map(v -> start.low[v] == start.high[v]
                        ? new Interval(start.low[v], start.low[v], true)
                        : interval(start, relaxation, v, known[v]))
                .toList();
    }

    private Bounds started() throws Contradiction {
        Bounds start = new Bounds(low.clone(), high.clone());
        if (!propagation.propagate(start)) {
            throw new Contradiction();
        }
        return start;
    }

    private List<Interval> intervals(Bounds start, long[] witness) {
        var relaxation = new Relaxation(start.low, start.high, sums, witness);
        List<Interval> intervals = new ArrayList<>();
        for (int v = 0; v < low.length; v++) {
            intervals.add(
                    start.low[v] == start.high[v]
                            ? new Interval(start.low[v], start.low[v], true)
                            : interval(start, relaxation, v, witness[v]));
        }
        return intervals;
    }

    private boolean satisfies(long[] values) {
        for (int v = 0; v < low.length; v++) {
            if (values[v] < low[v] || values[v] > high[v]) {
                return false;
            }
        }
        return sums.stream().allMatch(each -> each.holds(values));
    }

    private static List<Interval> propagated(Bounds start) {
        List<Interval> intervals = new ArrayList<>();
        for (int v = 0; v < start.low.length; v++) {
            boolean fixed = start.low[v] == start.high[v];
            intervals.add(new Interval(start.low[v], start.high[v], fixed));
        }
        return intervals;
    }

    private Interval interval(Bounds start, Relaxation relaxation, int variable, long feasible) {
        if (propagation.isFree(variable)) {
            return new Interval(start.low[variable], start.high[variable], true);
        }
        try {
            long least = relaxation
                    .least(variable)
                    .filter(this::satisfies)
                    .map(solution -> solution[variable])
                    .orElseGet(() -> extreme(start, variable, feasible, true));
            long greatest = relaxation
                    .greatest(variable)
                    .filter(this::satisfies)
                    .map(solution -> solution[variable])
                    .orElseGet(() -> extreme(start, variable, feasible, false));
            return new Interval(least, greatest, true);
        } catch (GivenUp e) {
            return new Interval(start.low[variable], start.high[variable], false);
        }
    }

    /** Bisects between a feasible value and the bound: "some solution is at most (at least) this" is monotone. */
    private long extreme(Bounds start, int variable, long feasible, boolean least) {
        long good = feasible;
        long bad = least ? start.low[variable] - 1 : start.high[variable] + 1;
        long middle = least ? start.low[variable] : start.high[variable];
        while (Math.abs(good - bad) > 1) {
            Bounds tried = start.copy();
            if (least) {
                tried.high[variable] = middle;
            } else {
                tried.low[variable] = middle;
            }
            nodes = 0;
            long[] found = propagation.propagate(tried, variable) ? search(tried) : null;
            if (found == null) {
                bad = middle;
            } else {
                good = found[variable];
            }
            middle = good + (bad - good) / 2;
        }
        return good;
    }

    private long @Nullable [] search(Bounds bounds) {
        if (++nodes > MOST_NODES) {
            throw new GivenUp();
        }
        int open = narrowestOpen(bounds);
        if (open < 0) {
            return bounds.low;
        }
        long middle = bounds.low[open] + (bounds.high[open] - bounds.low[open]) / 2;
        Bounds lower = bounds.copy();
        lower.high[open] = middle;
        if (propagation.propagate(lower, open)) {
            long[] found = search(lower);
            if (found != null) {
                return found;
            }
        }
        Bounds upper = bounds.copy();
        upper.low[open] = middle + 1;
        return propagation.propagate(upper, open) ? search(upper) : null;
    }

    private int narrowestOpen(Bounds bounds) {
        int open = -1;
        for (int v = 0; v < bounds.low.length; v++) {
            long width = bounds.high[v] - bounds.low[v];
            if (width > 0 && !propagation.isFree(v) && (open < 0 || width < bounds.high[open] - bounds.low[open])) {
                open = v;
            }
        }
        return open;
    }
}
