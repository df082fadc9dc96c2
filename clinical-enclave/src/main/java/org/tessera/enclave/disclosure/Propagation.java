package org.tessera.enclave.disclosure;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import org.tessera.enclave.disclosure.BackCalculation.Sum;

/** What sums say of the bounds of their variables: each is bound by what the others of its sums can be. */
final class Propagation {
    private final List<Sum> sums;
    private final List<List<Integer>> sumsOf = new ArrayList<>();

    Propagation(int variables, List<Sum> sums) {
        this.sums = sums;
        for (int v = 0; v < variables; v++) {
            sumsOf.add(new ArrayList<>());
        }
        for (int s = 0; s < sums.size(); s++) {
            for (int variable : sums.get(s).variables()) {
                sumsOf.get(variable).add(s);
            }
        }
    }

    /** Whether a variable stands in no sum. */
    boolean isFree(int variable) {
        return sumsOf.get(variable).isEmpty();
    }

    /** Tightens bounds until nothing moves; false when a sum cannot be reached. */
    boolean propagate(Bounds bounds) {
        return propagate(bounds, everySum());
    }

    /** The same where the bounds of one variable alone have moved. */
    boolean propagate(Bounds bounds, int moved) {
        return propagate(bounds, sumsOf.get(moved));
    }

    private boolean propagate(Bounds bounds, List<Integer> from) {
        Deque<Integer> waiting = new ArrayDeque<>(from);
        while (!waiting.isEmpty()) {
            Sum sum = sums.get(waiting.removeFirst());
            long least = 0;
            long most = 0;
            for (int i = 0; i < sum.variables().size(); i++) {
                int variable = sum.variables().get(i);
                boolean plus = sum.signs().get(i) > 0;
                least += plus ? bounds.low[variable] : -bounds.high[variable];
                most += plus ? bounds.high[variable] : -bounds.low[variable];
            }
            if (least > sum.total() || most < sum.total()) {
                return false;
            }
            for (int i = 0; i < sum.variables().size(); i++) {
                int variable = sum.variables().get(i);
                if (!tighten(bounds, variable, sum.signs().get(i) > 0, sum.total(), least, most)) {
                    continue;
                }
                for (int other : sumsOf.get(variable)) {
                    if (!waiting.contains(other)) {
                        waiting.addLast(other);
                    }
                }
                if (bounds.low[variable] > bounds.high[variable]) {
                    return false;
                }
            }
        }
        return true;
    }

    private static boolean tighten(Bounds bounds, int variable, boolean plus, long total, long least, long most) {
        long lowBefore = bounds.low[variable];
        long highBefore = bounds.high[variable];
        long newLow;
        long newHigh;
        if (plus) {
            newHigh = total - (least - lowBefore);
            newLow = total - (most - highBefore);
        } else {
            newLow = (least + highBefore) - total;
            newHigh = (most + lowBefore) - total;
        }
        bounds.low[variable] = Math.max(lowBefore, newLow);
        bounds.high[variable] = Math.min(highBefore, newHigh);
        return bounds.low[variable] != lowBefore || bounds.high[variable] != highBefore;
    }

    private List<Integer> everySum() {
        Integer[] all = new Integer[sums.size()];
        Arrays.setAll(all, s -> s);
        return List.of(all);
    }
}
