package org.tessera.broker.linkage;

import java.util.Arrays;
import java.util.function.LongPredicate;

/** Pairs of an imaging and a clinical person, each packed into a long, the imaging person in the upper half. */
final class PairList {
    private long[] pairs = new long[64];
    private int size;

    void add(int imaging, int clinical) {
        if (size == pairs.length) {
            pairs = Arrays.copyOf(pairs, size * 2);
        }
        pairs[size++] = (long) imaging << 32 | clinical;
    }

    /** The pairs that pass, sorted, each once. */
    long[] distinct(LongPredicate wanted) {
        return Arrays.stream(pairs, 0, size).filter(wanted).sorted().distinct().toArray();
    }

    static int imaging(long pair) {
        return (int) (pair >>> 32);
    }

    static int clinical(long pair) {
        return (int) pair;
    }
}
