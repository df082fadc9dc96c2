package org.tessera.broker.linkage;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.tessera.contracts.TokenRule;

/**
 * The records of two tables that share a token of one rule: pair by pair, and as a {@link Crowd} where those who share a
 * token are too many. A placeholder that every record of a hospital has would make more pairs than memory holds.
 */
final class Agreement {
    private final PairList pairs = new PairList();
    private final List<Crowd> crowds = new ArrayList<>();

    /**
     * Who shares one token, more than {@link Persons#LARGEST_GROUP} on one side at least.
     *
     * @param imaging all imaging records that have it
     * @param clinical all clinical records that have it
     */
    @SuppressWarnings("ArrayRecordComponent") // carried, never compared
    record Crowd(int[] imaging, int[] clinical) {}

    private Agreement() {}

    /**
     * Scans the clinical side, which is the large one, against an index of the imaging side.
     *
     * @param candidates gets the clinical records that were found
     */
    static Agreement of(TokenRule rule, TokenTable imaging, TokenTable clinical, BitSet candidates) {
        int[] all = IntStream.range(0, imaging.size()).toArray();
        TokenIndex index = new TokenIndex(imaging, rule, all);
        PairList found = new PairList();
        index.scan(clinical, (token, record) -> {
            candidates.set(record);
            found.add(token, record);
        });
        Agreement agreement = new Agreement();
        agreement.take(index, found.stream().sorted().toArray());
        return agreement;
    }

    /** Takes token and clinical record of all who were found, sorted. */
    private void take(TokenIndex index, long[] found) {
        int from = 0;
        while (from < found.length) {
            int token = PairList.first(found[from]);
            int to = from;
            while (to < found.length && PairList.first(found[to]) == token) {
                to++;
            }
            int[] having = index.recordsOf(token);
            if (Math.max(having.length, to - from) > Persons.LARGEST_GROUP) {
                crowds.add(new Crowd(
                        having,
                        Arrays.stream(found, from, to)
                                .mapToInt(PairList::second)
                                .toArray()));
            } else {
                for (int at = from; at < to; at++) {
                    for (int record : having) {
                        pairs.add(record, PairList.second(found[at]));
                    }
                }
            }
            from = to;
        }
    }

    /** Pairs of records that share a token which few have. */
    LongStream pairs() {
        return pairs.stream();
    }

    /** Everybody else, token by token. */
    List<Crowd> crowds() {
        return crowds;
    }
}
