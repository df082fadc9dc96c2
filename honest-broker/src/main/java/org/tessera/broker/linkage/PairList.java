package org.tessera.broker.linkage;

import java.util.Arrays;
import java.util.stream.LongStream;

/** Pairs of two numbers, each packed into a long, the first in the upper half; sorted they are grouped by the first. */
final class PairList {
    private long[] pairs = new long[64];
    private int size;

    void add(int first, int second) {
        if (size == pairs.length) {
            pairs = Arrays.copyOf(pairs, size * 2);
        }
        pairs[size++] = pair(first, second);
    }

    /** In the order in which they were added. */
    LongStream stream() {
        return Arrays.stream(pairs, 0, size);
    }

    static long pair(int first, int second) {
        return (long) first << 32 | second;
    }

    static int first(long pair) {
        return (int) (pair >>> 32);
    }

    static int second(long pair) {
        return (int) pair;
    }
}
