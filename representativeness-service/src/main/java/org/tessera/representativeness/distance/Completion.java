package org.tessera.representativeness.distance;

import java.util.Arrays;
import java.util.List;

/**
 * The persons that each cell may hold, in a search for the best completion: a lowest and a highest number per cell,
 * tightened by every margin that speaks of it.
 */
final class Completion {
    private final int[] low;
    private final int[] high;

    Completion(int[] low, int[] high) {
        this.low = low;
        this.high = high;
    }

    /** A published sum of some cells: their positions and the persons in all of them. */
    static final class Sum {
        private final int[] cells;
        private final int atLeast;
        private final int atMost;

        Sum(int[] cells, int atLeast, int atMost) {
            this.cells = cells;
            this.atLeast = atLeast;
            this.atMost = atMost;
        }

        int[] cells() {
            return cells;
        }

        int atLeast() {
            return atLeast;
        }

        boolean exact() {
            return atLeast == atMost;
        }

        boolean holds(int[] persons) {
            long sum = 0;
            for (int cell : cells) {
                sum += persons[cell];
            }
            return sum >= atLeast && sum <= atMost;
        }
    }

    int low(int cell) {
        return low[cell];
    }

    int high(int cell) {
        return high[cell];
    }

    /** The lowest number of every cell, to be added to. */
    int[] lowest() {
        return low.clone();
    }

    /** Persons in all cells together, at least. */
    long atLeast() {
        return Arrays.stream(low).asLongStream().sum();
    }

    /** Persons in all cells together, at most. */
    long atMost() {
        return Arrays.stream(high).asLongStream().sum();
    }

    /** Both halves of a cell's numbers: up to a number, and above it. */
    List<Completion> splitAbove(int cell, int number) {
        int[] below = high.clone();
        below[cell] = number;
        int[] above = low.clone();
        above[cell] = number + 1;
        return List.of(new Completion(low.clone(), below), new Completion(above, high.clone()));
    }

    int width(int cell) {
        return high[cell] - low[cell];
    }

    /** Takes away, in place, numbers that no margin allows; false when nothing is left. */
    boolean tighten(List<Sum> margins) {
        boolean changed = true;
        while (changed) {
            changed = false;
            for (Sum margin : margins) {
                long lows = 0;
                long highs = 0;
                for (int cell : margin.cells) {
                    lows += low[cell];
                    highs += high[cell];
                }
                if (lows > margin.atMost || highs < margin.atLeast) {
                    return false;
                }
                for (int cell : margin.cells) {
                    int least = (int) Math.max(low[cell], margin.atLeast - (highs - high[cell]));
                    int most = (int) Math.min(high[cell], margin.atMost - (lows - low[cell]));
                    changed |= least != low[cell] || most != high[cell];
                    if (least > most) {
                        return false;
                    }
                    lows += least - low[cell];
                    highs += most - high[cell];
                    low[cell] = least;
                    high[cell] = most;
                }
            }
        }
        return true;
    }

    Completion copy() {
        return new Completion(low.clone(), high.clone());
    }
}
