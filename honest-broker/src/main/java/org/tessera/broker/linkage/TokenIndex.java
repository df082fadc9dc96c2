package org.tessera.broker.linkage;

import java.util.Arrays;
import java.util.List;
import org.tessera.contracts.TokenRule;

/**
 * The tokens that some records of a table have by one rule, to find who else has them: open addressing by the tokens' lower
 * halves, records of one token chained. Before it a blocked Bloom filter (Putze, Sanders and Singler 2007) of two bits a
 * token tells nearly all tokens apart that are not here, so that scanning a large table costs little more than reading it.
 * A token is the output of an HMAC: its bits are as good as any hash.
 */
final class TokenIndex {
    private static final int NONE = -1;

    private final TokenTable table;
    private final TokenRule rule;
    private final int[] records;
    private final long[] halves;
    private final int[] tokens;
    private final int[] following;
    private final long[] filter;

    /** Indexes these records of the table. */
    TokenIndex(TokenTable table, TokenRule rule, int[] records) {
        this.table = table;
        this.rule = rule;
        this.records = records;
        int capacity = Integer.highestOneBit(Math.max(8, records.length)) << 2;
        this.halves = new long[capacity];
        this.tokens = new int[capacity];
        this.filter = new long[capacity / 8];
        this.following = new int[records.length];
        Arrays.fill(tokens, NONE);
        for (int at = 0; at < records.length; at++) {
            if (table.has(rule, records[at])) {
                long low = table.low(rule, records[at]);
                int slot = slot(table.high(rule, records[at]), low);
                halves[slot] = low;
                following[at] = tokens[slot];
                tokens[slot] = at;
                filter[word(low, filter.length)] |= bits(low);
            }
        }
    }

    private static int word(long low, int words) {
        return (int) (low >>> 6) & words - 1;
    }

    private static long bits(long low) {
        return 1L << low | 1L << (low >>> 58);
    }

    private int slot(long high, long low) {
        int mask = tokens.length - 1;
        int slot = (int) low & mask;
        while (tokens[slot] != NONE && (halves[slot] != low || table.high(rule, records[tokens[slot]]) != high)) {
            slot = slot + 1 & mask;
        }
        return slot;
    }

    /** How many records are indexed; the numbers of tokens are smaller. */
    int size() {
        return records.length;
    }

    /** Takes what a scan finds. */
    @FunctionalInterface
    interface Found {
        /**
         * A record of the scanned table has a token that is here.
         *
         * @param token a number for the token; {@link #recordsOf} knows who has it
         * @param record the record that was found
         */
        void accept(int token, int record);
    }

    /** Finds every record of a table that has a token of this rule which is here, in the table's order. */
    void scan(TokenTable other, Found found) {
        List<TokenBlock> blocks = other.blocks();
        for (int block = 0; block < blocks.size(); block++) {
            if (blocks.get(block).hasAny(rule)) {
                int begin = block * TokenBlock.SIZE;
                scan(blocks.get(block), begin, Math.min(TokenBlock.SIZE, other.size() - begin), found);
            }
        }
    }

    private void scan(TokenBlock block, int begin, int size, Found found) {
        long[] words = filter;
        long[] low = block.low(rule);
        for (int at = 0; at < size; at++) {
            long half = low[at];
            long bits = bits(half);
            if ((words[word(half, words.length)] & bits) == bits) {
                probe(block.high(rule)[at], half, begin + at, found);
            }
        }
    }

    private void probe(long high, long low, int record, Found found) {
        int token = tokens[slot(high, low)];
        if (token != NONE && (high | low) != 0) {
            found.accept(token, record);
        }
    }

    /** The indexed records that have this token. */
    int[] recordsOf(int token) {
        int count = 0;
        for (int at = token; at != NONE; at = following[at]) {
            count++;
        }
        int[] having = new int[count];
        for (int at = token; at != NONE; at = following[at]) {
            having[--count] = records[at];
        }
        return having;
    }
}
