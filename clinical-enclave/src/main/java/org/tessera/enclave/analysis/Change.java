package org.tessera.enclave.analysis;

import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.function.IntFunction;
import java.util.function.IntToDoubleFunction;

/**
 * How far leaving one person out moves a number.
 *
 * @param size in the number's standard errors or in its last digit; the largest number where it would not exist any more
 * @param number which it is, for a sentence
 */
record Change(double size, String number) {
    /** Of a person whose change has no bound. */
    static final double ANY = Double.MAX_VALUE;

    Change larger(Change other) {
        return other.size > size ? other : this;
    }

    /**
     * The largest change of all persons. A person's bound is looked at closer, and then she is worked out, only as long as her
     * change could exceed the largest so far.
     *
     * @param soFar a change that is known
     * @param atMost a bound of each person's change; what is not finite bounds nothing
     * @param closer a closer one
     * @param exactly a person's change
     */
    static Change largest(Change soFar, double[] atMost, IntToDoubleFunction closer, IntFunction<Change> exactly) {
        var bounds = new PriorityQueue<>(Comparator.comparingDouble(Bound::most).reversed());
        for (int i = 0; i < atMost.length; i++) {
            bounds.add(new Bound(i, atMost[i], false));
        }
        Change largest = soFar;
        for (Bound next = bounds.poll(); next != null && next.most > largest.size; next = bounds.poll()) {
            if (next.isClose) {
                largest = largest.larger(exactly.apply(next.person));
            } else {
                bounds.add(new Bound(next.person, closer.applyAsDouble(next.person), true));
            }
        }
        return largest;
    }

    private record Bound(int person, double most, boolean isClose) {
        Bound {
            most = Double.isFinite(most) ? most : ANY;
        }
    }
}
