package org.tessera.representativeness.advice;

import java.util.Arrays;
import java.util.Optional;
import org.tessera.representativeness.distance.Base;
import org.tessera.representativeness.distance.NearestCounts;

/**
 * A sample of a cohort, so many of each category, that comes as near to the reference as its size allows, exactly.
 *
 * <p>If persons could be divided, a smaller sample could always be as near as a larger one (the same shares of fewer), so
 * the largest size under a target is found by halving; no larger sample of whole persons can do it, and from there
 * downwards every size is tried.
 */
final class StratifiedSample {
    private final int[] counts;
    private final int[] nobody;
    private final NearestCounts nearest;
    private final Base base;
    private final int persons;

    StratifiedSample(int[] counts, NearestCounts nearest, Base base) {
        this.counts = counts;
        this.nobody = new int[counts.length];
        this.nearest = nearest;
        this.base = base;
        this.persons = Arrays.stream(counts).sum();
    }

    /** Persons by category of the nearest sample of a size; throws when the cohort has not so many. */
    int[] ofSize(int size) {
        if (size < 1 || size > persons) {
            throw new IllegalArgumentException("a sample has at least one person and not more than the cohort");
        }
        return nearest.whole(nobody, counts, size);
    }

    /** Persons by category of the largest sample at or under a target; empty when none is. */
    Optional<int[]> largestUnder(double target) {
        for (int size = largestIfDivided(target); size >= 1; size--) {
            int[] sample = ofSize(size);
            if (nearest.distance(sample, base) <= target) {
                return Optional.of(sample);
            }
        }
        return Optional.empty();
    }

    private int largestIfDivided(double target) {
        int under = 0;
        int over = persons + 1;
        while (over - under > 1) {
            int middle = under + (over - under) / 2;
            if (nearest.bound(nobody, counts, middle, base) <= target) {
                under = middle;
            } else {
                over = middle;
            }
        }
        return under;
    }
}
