package org.tessera.enclave.disclosure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** Back-calculation is exact: the same intervals as trying every completion of small tables. */
final class BackCalculationTest {
    private static final int TOP = 5;

    @Property(tries = 400)
    void intervals_equal_those_of_brute_force(
            @ForAll @Size(6) List<@IntRange(min = 0, max = 5) Integer> truth,
            @ForAll @Size(6) List<@IntRange(min = 0, max = 2) Integer> bounds,
            @ForAll @Size(min = 1, max = 5) List<@Size(6) List<@IntRange(min = -1, max = 1) Integer>> shapes)
            throws BackCalculation.Contradiction {
        long[] low = new long[6];
        long[] high = new long[6];
        for (int v = 0; v < 6; v++) {
            boolean known = bounds.get(v) == 0;
            low[v] = known ? truth.get(v) : bounds.get(v) == 1 && truth.get(v) > 0 ? 1 : 0;
            high[v] = known ? truth.get(v) : TOP;
        }
        List<BackCalculation.Sum> sums = new ArrayList<>();
        for (List<Integer> shape : shapes) {
            sums.add(sum(shape, truth));
        }
        var intervals = new BackCalculation(low, high, sums).intervals();
        long[][] expected = bruteForce(low, high, sums);
        for (int v = 0; v < 6; v++) {
            assertThat(intervals.get(v)).isEqualTo(new BackCalculation.Interval(expected[v][0], expected[v][1], true));
        }
    }

    private static BackCalculation.Sum sum(List<Integer> shape, List<Integer> truth) {
        List<Integer> variables = new ArrayList<>();
        List<Integer> signs = new ArrayList<>();
        long total = 0;
        for (int v = 0; v < shape.size(); v++) {
            if (shape.get(v) != 0) {
                variables.add(v);
                signs.add(shape.get(v));
                total += (long) shape.get(v) * truth.get(v);
            }
        }
        return new BackCalculation.Sum(variables, signs, total);
    }

    private static long[][] bruteForce(long[] low, long[] high, List<BackCalculation.Sum> sums) {
        long[][] found = new long[low.length][];
        long[] values = low.clone();
        while (true) {
            if (sums.stream().allMatch(each -> holds(each, values))) {
                for (int v = 0; v < values.length; v++) {
                    found[v] = found[v] == null
                            ? new long[] {values[v], values[v]}
                            : new long[] {Math.min(found[v][0], values[v]), Math.max(found[v][1], values[v])};
                }
            }
            int at = 0;
            while (at < values.length && values[at] == high[at]) {
                values[at] = low[at];
                at++;
            }
            if (at == values.length) {
                return found;
            }
            values[at]++;
        }
    }

    private static boolean holds(BackCalculation.Sum sum, long[] values) {
        long total = 0;
        for (int i = 0; i < sum.variables().size(); i++) {
            total += sum.signs().get(i) * values[sum.variables().get(i)];
        }
        return total == sum.total();
    }
}
