package org.tessera.broker.linkage;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.tessera.contracts.Encoding;

/**
 * Encodings of one side, with which those of the other are compared one by one: two are alike when their Dice coefficient,
 * twice the bits that both have over the bits of each together, reaches the threshold. Sorted by number of bits, so that
 * only those are looked at that can reach it; half of an encoding mostly tells that the whole cannot.
 */
public final class EncodingIndex {
    private static final int WORDS = Encoding.WORDS;
    private static final int HALF = WORDS / 2;
    private static final int MOST_BITS = Encoding.BYTES * Byte.SIZE;

    /** So that a product that is whole in decimal numbers is not one more in binary ones. */
    private static final double ROUNDING = 1e-9;

    private final double threshold;
    private final int[] numbers;
    private final long[] words;
    private final int[] bits;
    private final int[] bitsOfSecondHalf;

    /** By the bits of both together, how many they need in common. */
    private final int[] needed = new int[2 * MOST_BITS + 1];

    /** Takes who is alike. */
    @FunctionalInterface
    public interface Alike {
        /**
         * One that is.
         *
         * @param number position of the encoding among those of the index
         * @param dice how alike they are, from the threshold to 1
         */
        void accept(int number, double dice);
    }

    /**
     * Of these encodings.
     *
     * @param threshold above 0, at most 1
     */
    public EncodingIndex(List<Encoding> encodings, double threshold) {
        if (!(threshold > 0 && threshold <= 1)) {
            throw new IllegalArgumentException("a threshold is above 0 and at most 1");
        }
        this.threshold = threshold;
        List<Integer> order = new ArrayList<>();
        for (int number = 0; number < encodings.size(); number++) {
            order.add(number);
        }
        order.sort(Comparator.comparingInt(number -> bits(encodings.get(number).words(), 0)));
        numbers = order.stream().mapToInt(Integer::intValue).toArray();
        words = new long[numbers.length * WORDS];
        bits = new int[numbers.length];
        bitsOfSecondHalf = new int[numbers.length];
        for (int row = 0; row < numbers.length; row++) {
            long[] encoding = encodings.get(numbers[row]).words();
            System.arraycopy(encoding, 0, words, row * WORDS, WORDS);
            bits[row] = bits(encoding, 0);
            bitsOfSecondHalf[row] = bits(encoding, HALF);
        }
        for (int both = 0; both < needed.length; both++) {
            needed[both] = (int) Math.ceil(threshold * both / 2 - ROUNDING);
        }
    }

    private static int bits(long[] encoding, int from) {
        int bits = 0;
        for (int word = from; word < WORDS; word++) {
            bits += Long.bitCount(encoding[word]);
        }
        return bits;
    }

    /** Hands over all that are alike with this one, in no particular order. Any number of threads may ask at a time. */
    public void alike(Encoding other, Alike found) {
        long[] encoding = other.words();
        int mine = bits(encoding, 0);
        if (mine == 0) {
            return;
        }
        int mineOfSecondHalf = bits(encoding, HALF);
        int end = firstWith((int) Math.floor(mine * (2 - threshold) / threshold + ROUNDING) + 1);
        for (int row = firstWith((int) Math.ceil(mine * threshold / (2 - threshold) - ROUNDING)); row < end; row++) {
            int need = needed[mine + bits[row]];
            int at = row * WORDS;
            int common = 0;
            for (int word = 0; word < HALF; word++) {
                common += Long.bitCount(words[at + word] & encoding[word]);
            }
            if (common + Math.min(mineOfSecondHalf, bitsOfSecondHalf[row]) < need) {
                continue;
            }
            for (int word = HALF; word < WORDS; word++) {
                common += Long.bitCount(words[at + word] & encoding[word]);
            }
            if (common >= need) {
                found.accept(numbers[row], 2.0 * common / (mine + bits[row]));
            }
        }
    }

    /** The first row with at least so many bits. */
    private int firstWith(int least) {
        int low = 0;
        int high = bits.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (bits[middle] < least) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
