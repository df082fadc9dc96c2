package org.tessera.broker.linkage;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.tessera.contracts.TokenRule;

/**
 * The tokens of one domain's release, column by column: 16 bytes as two longs per record and rule, both zero where the
 * record has no token of the rule (a real token is zero with probability 2^-128).
 */
public final class TokenTable {
    private static final TokenRule[] RULES = TokenRule.values();

    private final List<TokenBlock> blocks;
    private final int size;

    private TokenTable(List<TokenBlock> blocks, int size) {
        this.blocks = blocks;
        this.size = size;
    }

    /** Takes the records one by one. */
    public static final class Builder {
        private final List<TokenBlock> blocks = new ArrayList<>();
        private int size;

        /** Begins a record; its tokens follow. */
        public void record(String reference) {
            if (size % TokenBlock.SIZE == 0) {
                blocks.add(new TokenBlock());
            }
            blocks.getLast().reference(size++ % TokenBlock.SIZE, reference);
        }

        /** A token of the record that was begun last. */
        public void token(TokenRule rule, long highHalf, long lowHalf) {
            token(size - 1, rule, highHalf, lowHalf);
        }

        /** A token of a record that was begun, by its number in the order of beginning. */
        public void token(int record, TokenRule rule, long highHalf, long lowHalf) {
            blocks.get(record / TokenBlock.SIZE).token(rule, record % TokenBlock.SIZE, highHalf, lowHalf);
        }

        /** How many records were begun. */
        public int size() {
            return size;
        }

        /** The table; the builder must not be used afterwards. */
        public TokenTable build() {
            return new TokenTable(blocks, size);
        }
    }

    /** How many records there are. */
    public int size() {
        return size;
    }

    /** Reference of a record. */
    public String reference(int at) {
        return block(at).reference(at % TokenBlock.SIZE);
    }

    /** The records in order, {@link TokenBlock#SIZE} in each block but the last. */
    List<TokenBlock> blocks() {
        return blocks;
    }

    private TokenBlock block(int at) {
        return blocks.get(at / TokenBlock.SIZE);
    }

    long high(TokenRule rule, int at) {
        return block(at).high(rule)[at % TokenBlock.SIZE];
    }

    long low(TokenRule rule, int at) {
        return block(at).low(rule)[at % TokenBlock.SIZE];
    }

    boolean has(TokenRule rule, int at) {
        return (high(rule, at) | low(rule, at)) != 0;
    }

    /** A table of these records only, in the same order. */
    TokenTable only(BitSet records) {
        Builder part = new Builder();
        records.stream().forEach(at -> {
            part.record(reference(at));
            for (TokenRule rule : RULES) {
                if (has(rule, at)) {
                    part.token(rule, high(rule, at), low(rule, at));
                }
            }
        });
        return part.build();
    }

    /** The rules on which the two records agree, as bits by rank. */
    int agreed(int at, TokenTable other, int otherAt) {
        int bits = 0;
        for (TokenRule rule : RULES) {
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
        for (TokenRule rule : RULES) {
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
