package org.tessera.endtoend.population;

import java.util.List;

/** A stream of chance that depends on the seed, a topic and an index only: the same person comes out the same, whoever asks first. */
final class Chance {
    private long state;

    private Chance(long state) {
        this.state = state;
    }

    static Chance of(long seed, String topic, long index) {
        long hash = mix(seed);
        for (int i = 0; i < topic.length(); i++) {
            hash = mix(hash * 31 + topic.charAt(i));
        }
        return new Chance(mix(hash + 0x9E3779B97F4A7C15L * (index + 1)));
    }

    /** SplitMix64 (Steele, Lea, Flood 2014). */
    private static long mix(long value) {
        long z = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }

    long next() {
        state += 0x9E3779B97F4A7C15L;
        return mix(state);
    }

    /** 0 (included) to the bound (excluded). */
    int below(int bound) {
        return (int) Long.remainderUnsigned(next(), bound);
    }

    /** Both bounds included. */
    int between(int least, int most) {
        return least + below(most - least + 1);
    }

    /** 0 (included) to 1 (excluded). */
    double unit() {
        return (next() >>> 11) * 0x1.0p-53;
    }

    boolean percent(int percent) {
        return below(100) < percent;
    }

    <T> T pick(List<T> choices) {
        return choices.get(below(choices.size()));
    }

    /** Shuffles in place. */
    void shuffle(int[] values) {
        for (int i = values.length - 1; i > 0; i--) {
            int j = below(i + 1);
            int kept = values[i];
            values[i] = values[j];
            values[j] = kept;
        }
    }

    /**
     * Whether the ordinal is one of {@code count} evenly spread among {@code of}; exactly {@code count} of 0..of-1 are.
     * The stride (a prime) separates two spreads over the same ordinals.
     */
    static boolean chosen(int ordinal, int count, int of, int stride) {
        if (of == 0) {
            return false;
        }
        long place = (long) ordinal * stride % of;
        return (place + 1) * count / of > place * count / of;
    }
}
