package org.tessera.broker.linkage;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.tessera.contracts.Encoding;

/**
 * Encodings of one side, with which those of the other are compared: two are alike when their Dice coefficient, twice the
 * bits that both have over the bits of each together, reaches the threshold. Sorted by number of bits, so that only those
 * are looked at that can reach it, and kept in blocks, the first word of each encoding of a block, then the second of each,
 * so that one instruction of the processor compares several. Half of their words mostly tell of a whole block that none of
 * it can reach the threshold.
 */
public final class EncodingIndex {
    private static final int WORDS = Encoding.WORDS;
    private static final int HALF = WORDS / 2;

    /** Encodings. */
    private static final int BLOCK = 128;

    /** Words of each encoding. */
    private static final int AT_ONCE = 4;

    private static final int MOST_BITS = Encoding.BYTES * Byte.SIZE;

    /** So that a product that is whole in decimal numbers is not one more in binary ones. */
    private static final double ROUNDING = 1e-9;

    private final double threshold;
    private final int[] numbers;

    /** Of all blocks, one after the other; the last is filled up with encodings of no bit, which are like nothing. */
    private final long[] words;

    private final int[] bits;

    /** Of each block, the most that an encoding of it has there. */
    private final int[] mostBitsOfSecondHalf;

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
        int blocks = Math.ceilDiv(numbers.length, BLOCK);
        words = new long[blocks * BLOCK * WORDS];
        bits = new int[numbers.length];
        mostBitsOfSecondHalf = new int[blocks];
        for (int row = 0; row < numbers.length; row++) {
            long[] encoding = encodings.get(numbers[row]).words();
            int block = row / BLOCK;
            for (int word = 0; word < WORDS; word++) {
                words[at(block, word) + row % BLOCK] = encoding[word];
            }
            bits[row] = bits(encoding, 0);
            mostBitsOfSecondHalf[block] = Math.max(mostBitsOfSecondHalf[block], bits(encoding, HALF));
        }
        for (int both = 0; both < needed.length; both++) {
            needed[both] = (int) Math.ceil(threshold * both / 2 - ROUNDING);
        }
    }

    private static int at(int block, int word) {
        return (block * WORDS + word) * BLOCK;
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
        int first = firstWith((int) Math.ceil(mine * threshold / (2 - threshold) - ROUNDING));
        int end = firstWith((int) Math.floor(mine * (2 - threshold) / threshold + ROUNDING) + 1);
        int[] common = new int[BLOCK];
        for (int block = first / BLOCK; block * BLOCK < end; block++) {
            // The first of a block has the fewest bits, and so needs the fewest in common.
            int need = needed[mine + bits[block * BLOCK]];
            Arrays.fill(common, 0);
            count(block, encoding, 0, HALF, common);
            if (most(common) + Math.min(mineOfSecondHalf, mostBitsOfSecondHalf[block]) < need) {
                continue;
            }
            count(block, encoding, HALF, WORDS, common);
            if (most(common) >= need) {
                report(block, mine, common, found);
            }
        }
    }

    /** Adds to {@code common} how many bits each encoding of the block has in common with that one in these words. */
    private void count(int block, long[] encoding, int from, int to, int[] common) {
        for (int word = from; word < to; word += AT_ONCE) {
            count(
                    words,
                    at(block, word),
                    encoding[word],
                    encoding[word + 1],
                    encoding[word + 2],
                    encoding[word + 3],
                    common);
        }
    }

    // A loop that the compiler turns into vector instructions: over the encodings, not over the words of one.
    private static void count(long[] words, int at, long a, long b, long c, long d, int[] common) {
        for (int i = 0; i < common.length; i++) {
            common[i] += Long.bitCount(words[at + i] & a)
                    + Long.bitCount(words[at + BLOCK + i] & b)
                    + Long.bitCount(words[at + 2 * BLOCK + i] & c)
                    + Long.bitCount(words[at + 3 * BLOCK + i] & d);
        }
    }

    private static int most(int[] common) {
        int most = 0;
        for (int i = 0; i < common.length; i++) {
            most = Math.max(most, common[i]);
        }
        return most;
    }

    private void report(int block, int mine, int[] common, Alike found) {
        int begin = block * BLOCK;
        for (int row = begin; row < Math.min(begin + BLOCK, numbers.length); row++) {
            int both = mine + bits[row];
            if (common[row - begin] >= needed[both]) {
                found.accept(numbers[row], 2.0 * common[row - begin] / both);
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
