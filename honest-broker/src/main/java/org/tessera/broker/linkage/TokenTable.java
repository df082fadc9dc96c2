package org.tessera.broker.linkage;

import java.util.Arrays;
import org.tessera.contracts.TokenRule;

/**
 * The tokens of one domain's release, column by column: 16 bytes as two longs per record and rule, both zero where the
 * record has no token of the rule (a real token is zero with probability 2^-128).
 */
public final class TokenTable {
    private static final int RULES = TokenRule.values().length;

    private final String[] references;
    private final long[][] high;
    private final long[][] low;
    private final int size;

    private TokenTable(String[] references, long[][] high, long[][] low, int size) {
        this.references = references;
        this.high = high;
        this.low = low;
        this.size = size;
    }

    /** Takes the records one by one. */
    public static final class Builder {
        private String[] references = new String[1024];
        private final long[][] high = new long[RULES][1024];
        private final long[][] low = new long[RULES][1024];
        private int size;

        /** Begins a record; its tokens follow. */
        public void record(String reference) {
            if (size == references.length) {
                grow(size * 2);
            }
            references[size++] = reference;
        }

        /** A token of the record that was begun last. */
        public void token(TokenRule rule, long highHalf, long lowHalf) {
            high[rule.rank()][size - 1] = highHalf;
            low[rule.rank()][size - 1] = lowHalf;
        }

        private void grow(int capacity) {
            references = Arrays.copyOf(references, capacity);
            for (int rule = 0; rule < RULES; rule++) {
                high[rule] = Arrays.copyOf(high[rule], capacity);
                low[rule] = Arrays.copyOf(low[rule], capacity);
            }
        }

        /** The table; the builder must not be used afterwards. */
        public TokenTable build() {
            return new TokenTable(references, high, low, size);
        }
    }

    /** How many records there are. */
    public int size() {
        return size;
    }

    /** Reference of a record. */
    public String reference(int at) {
        return references[at];
    }

    long high(TokenRule rule, int at) {
        return high[rule.rank()][at];
    }

    long low(TokenRule rule, int at) {
        return low[rule.rank()][at];
    }

    boolean has(TokenRule rule, int at) {
        return (high(rule, at) | low(rule, at)) != 0;
    }

    /** The rules on which the two records agree, as bits by rank. */
    int agreed(int at, TokenTable other, int otherAt) {
        int bits = 0;
        for (TokenRule rule : TokenRule.values()) {
            if (has(rule, at)
                    && high(rule, at) == other.high(rule, otherAt)
                    && low(rule, at) == other.low(rule, otherAt)) {
                bits |= bit(rule);
            }
        }
        return bits;
    }

    /** The rules of which both records have a token, as bits by rank. */
    int comparable(int at, TokenTable other, int otherAt) {
        int bits = 0;
        for (TokenRule rule : TokenRule.values()) {
            if (has(rule, at) && other.has(rule, otherAt)) {
                bits |= bit(rule);
            }
        }
        return bits;
    }

    static int bit(TokenRule rule) {
        return 1 << rule.rank();
    }
}
