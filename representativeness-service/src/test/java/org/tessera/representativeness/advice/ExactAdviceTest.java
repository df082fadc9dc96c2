package org.tessera.representativeness.advice;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.IntPredicate;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.tessera.representativeness.distance.Base;
import org.tessera.representativeness.distance.NearestCounts;

/** Additions and samples against trying every one. */
class ExactAdviceTest {
    private static final int MOST_TRIED = 30;

    @Property(tries = 300)
    void the_nearest_counts_are_what_trying_all_finds(
            @ForAll @Size(3) List<@IntRange(min = 0, max = 12) Integer> low,
            @ForAll @Size(3) List<@IntRange(min = 0, max = 12) Integer> widths,
            @ForAll @Size(3) List<@IntRange(min = 0, max = 40) Integer> weights,
            @ForAll @IntRange(min = 0, max = 36) int wanted) {
        int[] lowest = ints(low);
        int[] highest = ints(low);
        for (int category = 0; category < 3; category++) {
            highest[category] += widths.get(category);
        }
        int persons = Math.max(
                1,
                Math.min(
                        Arrays.stream(lowest).sum() + wanted,
                        Arrays.stream(highest).sum()));
        if (Arrays.stream(highest).sum() < 1) {
            highest[0] = 1;
        }
        NearestCounts nearest = new NearestCounts(positive(weights));

        double found = nearest.distance(nearest.whole(lowest, highest, persons), Base.TWO);

        double best = 2;
        for (int a = lowest[0]; a <= highest[0]; a++) {
            for (int b = lowest[1]; b <= highest[1]; b++) {
                int c = persons - a - b;
                if (c >= lowest[2] && c <= highest[2]) {
                    best = Math.min(best, nearest.distance(new int[] {a, b, c}, Base.TWO));
                }
            }
        }
        // The divergence is exact to rounding; its root, the distance, near zero only to the root of that.
        assertThat(found * found - best * best).isBetween(-1e-12, 1e-12);
        double bound = nearest.bound(lowest, highest, persons, Base.TWO);
        assertThat(bound * bound).isLessThanOrEqualTo(found * found + 1e-12);
    }

    @Property(tries = 200)
    void no_smaller_addition_reaches_the_target(
            @ForAll @Size(3) List<@IntRange(min = 0, max = 15) Integer> held,
            @ForAll @Size(3) List<@IntRange(min = 0, max = 40) Integer> weights,
            @ForAll @DoubleRange(min = 0.01, max = 0.4) double target,
            @ForAll boolean lastIsClosed) {
        int[] counts = somebody(held);
        boolean[] open = {true, true, !lastIsClosed};
        NearestCounts nearest = new NearestCounts(positive(weights));

        Optional<int[]> found = new SmallestAddition(counts, open, nearest, Base.TWO).reaching(target);

        int before = Arrays.stream(counts).sum();
        IntPredicate reaches = added -> additionReaches(counts, open, added, nearest, target);
        int first = firstUpTo(MOST_TRIED, reaches);
        if (found.isPresent()) {
            int added = Arrays.stream(found.get()).sum() - before;
            assertThat(nearest.distance(found.get(), Base.TWO)).isLessThanOrEqualTo(target);
            assertThat(first).isEqualTo(added <= MOST_TRIED ? added : -1);
        } else {
            assertThat(first).isEqualTo(-1);
        }
    }

    @Property(tries = 200)
    void no_larger_sample_reaches_the_target(
            @ForAll @Size(3) List<@IntRange(min = 0, max = 15) Integer> held,
            @ForAll @Size(3) List<@IntRange(min = 0, max = 40) Integer> weights,
            @ForAll @DoubleRange(min = 0.01, max = 0.4) double target) {
        int[] counts = somebody(held);
        NearestCounts nearest = new NearestCounts(positive(weights));

        Optional<int[]> found = new StratifiedSample(counts, nearest, Base.TWO).largestUnder(target);

        int largest = 0;
        for (int a = 0; a <= counts[0]; a++) {
            for (int b = 0; b <= counts[1]; b++) {
                for (int c = 0; c <= counts[2]; c++) {
                    int size = a + b + c;
                    if (size > largest && nearest.distance(new int[] {a, b, c}, Base.TWO) <= target) {
                        largest = size;
                    }
                }
            }
        }
        assertThat(found.map(sample -> Arrays.stream(sample).sum()).orElse(0)).isEqualTo(largest);
        found.ifPresent(sample -> assertThat(nearest.distance(sample, Base.TWO)).isLessThanOrEqualTo(target));
    }

    private static boolean additionReaches(
            int[] counts, boolean[] open, int added, NearestCounts nearest, double target) {
        for (int a = 0; a <= added; a++) {
            for (int b = 0; a + b <= added; b++) {
                int c = added - a - b;
                if ((open[2] || c == 0)
                        && nearest.distance(new int[] {counts[0] + a, counts[1] + b, counts[2] + c}, Base.TWO)
                                <= target) {
                    return true;
                }
            }
        }
        return false;
    }

    private static int firstUpTo(int most, IntPredicate reaches) {
        for (int number = 0; number <= most; number++) {
            if (reaches.test(number)) {
                return number;
            }
        }
        return -1;
    }

    private static int[] somebody(List<Integer> held) {
        int[] counts = ints(held);
        if (Arrays.stream(counts).sum() == 0) {
            counts[0] = 1;
        }
        return counts;
    }

    private static double[] positive(List<Integer> weights) {
        double[] all = weights.stream().mapToDouble(Integer::doubleValue).toArray();
        if (Arrays.stream(all).sum() == 0) {
            all[1] = 1;
        }
        return all;
    }

    private static int[] ints(List<Integer> numbers) {
        return numbers.stream().mapToInt(Integer::intValue).toArray();
    }
}
