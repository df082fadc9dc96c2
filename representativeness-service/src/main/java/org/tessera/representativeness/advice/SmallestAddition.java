package org.tessera.representativeness.advice;

import java.util.Arrays;
import java.util.Optional;
import org.tessera.representativeness.distance.Base;
import org.tessera.representativeness.distance.NearestCounts;

/**
 * The fewest persons whose addition brings a cohort's distance to a target or below, exactly.
 *
 * <p>If persons could be divided, the best distance with m more would first fall and then, if at all, rise in m (the
 * divergence is quasi-convex in the counts), so the first m under the target is found by halving. No fewer whole persons can
 * do it; from there on every m is tried.
 */
final class SmallestAddition {
    /** More would be another cohort. */
    static final int MOST_ADDED = 10_000_000;

    private static final int MOST_TRIED = 200_000;

    private final int[] counts;
    private final boolean[] open;
    private final NearestCounts nearest;
    private final Base base;
    private final int persons;

    /**
     * @param counts persons by category
     * @param open which categories persons can be added to
     */
    SmallestAddition(int[] counts, boolean[] open, NearestCounts nearest, Base base) {
        this.counts = counts;
        this.open = open;
        this.nearest = nearest;
        this.base = base;
        this.persons = Arrays.stream(counts).sum();
    }

    /** Persons by category after the addition; empty when no addition reaches the target. */
    Optional<int[]> reaching(double target) {
        if (nearest.distance(counts, base) <= target) {
            return Optional.of(counts.clone());
        }
        int most = Math.min(MOST_ADDED, Integer.MAX_VALUE - persons);
        int someUnder = someUnder(target, most);
        if (someUnder < 0) {
            return Optional.empty();
        }
        int first = firstUnder(target, someUnder);
        for (int added = first; added <= most && added - first < MOST_TRIED && bound(added) <= target; added++) {
            int[] after = nearest.whole(counts, ceiling(added), persons + added);
            if (nearest.distance(after, base) <= target) {
                return Optional.of(after);
            }
        }
        return Optional.empty();
    }

    /** Any number that reaches the target if persons could be divided, or -1: by doubling, then around the lowest point. */
    private int someUnder(double target, int most) {
        for (int added = 1; added > 0 && added <= most; added *= 2) {
            if (bound(added) <= target) {
                return added;
            }
        }
        int low = 0;
        int high = most;
        while (high - low > 2) {
            int third = (high - low) / 3;
            if (bound(low + third) <= bound(high - third)) {
                high -= third;
            } else {
                low += third;
            }
        }
        for (int added = low; added <= high; added++) {
            if (bound(added) <= target) {
                return added;
            }
        }
        return -1;
    }

    private int firstUnder(double target, int someUnder) {
        int over = 0;
        int under = someUnder;
        while (under - over > 1) {
            int middle = over + (under - over) / 2;
            if (bound(middle) <= target) {
                under = middle;
            } else {
                over = middle;
            }
        }
        return under;
    }

    private double bound(int added) {
        return Arrays.equals(counts, ceiling(added)) ? 2 : nearest.bound(counts, ceiling(added), persons + added, base);
    }

    private int[] ceiling(int added) {
        int[] most = counts.clone();
        for (int category = 0; category < most.length; category++) {
            most[category] += open[category] ? added : 0;
        }
        return most;
    }
}
