package org.tessera.broker.linkage;

import java.util.Arrays;
import org.tessera.contracts.TokenRule;

/** Finds the records of a table that have a given token of one rule: open addressing; records of one token are chained. */
final class TokenIndex {
    static final int NONE = -1;

    private final TokenTable table;
    private final TokenRule rule;
    private final int[] slots;
    private final int[] following;
    private final int mask;

    TokenIndex(TokenTable table, TokenRule rule) {
        this.table = table;
        this.rule = rule;
        int capacity = Integer.highestOneBit(Math.max(8, table.size())) << 2;
        this.mask = capacity - 1;
        this.slots = new int[capacity];
        this.following = new int[table.size()];
        Arrays.fill(slots, NONE);
        for (int at = 0; at < table.size(); at++) {
            if (table.has(rule, at)) {
                int slot = slot(table.high(rule, at), table.low(rule, at));
                following[at] = slots[slot];
                slots[slot] = at;
            }
        }
    }

    /** A token is the output of an HMAC: its bits are as good as any hash. */
    private int slot(long high, long low) {
        int slot = (int) low & mask;
        while (slots[slot] != NONE && (table.low(rule, slots[slot]) != low || table.high(rule, slots[slot]) != high)) {
            slot = slot + 1 & mask;
        }
        return slot;
    }

    /** A record with this token, or NONE; go on with {@link #following}. */
    int first(long high, long low) {
        return slots[slot(high, low)];
    }

    /** The next record with the same token as this one, or NONE. */
    int following(int at) {
        return following[at];
    }
}
