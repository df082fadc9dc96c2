package org.tessera.broker.linkage;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Set;
import org.tessera.contracts.TokenRule;

/**
 * The people of one domain: records that are surely of the same person are one (linkage.md, Outcomes). Sure means that
 * they agree on birth date with both full names, with the number, or with first name and ZIP code, or by sound together
 * with last name and ZIP code; and where their numbers differ, only if names <em>and</em> ZIP code agree, so that twins
 * stay two. What several hospitals know of a person counts together.
 */
public final class Persons {
    /** A token that more records share is no evidence of a person. */
    static final int LARGEST_GROUP = 64;

    /** Records that follow from each other beyond this are looked for among all at once, so that no chain costs scan after scan. */
    static final int LONGEST_CHAIN = 16;

    private static final int NOBODY = -1;
    private static final int SHARED = -2;
    private static final int FULL_NAMES = TokenTable.bit(TokenRule.T3) | TokenTable.bit(TokenRule.H4);
    private static final int NAME_AND_PLACE = TokenTable.bit(TokenRule.H2) | TokenTable.bit(TokenRule.H3);
    private static final int SURE =
            FULL_NAMES | TokenTable.bit(TokenRule.T2) | TokenTable.bit(TokenRule.T4) | TokenTable.bit(TokenRule.H3);
    private static final int SOUND_AND_PLACE = TokenTable.bit(TokenRule.H1) | TokenTable.bit(TokenRule.H2);

    private final int[] known;
    private final int[] personOf;
    private final int[] starts;
    private final int[] members;

    private Persons(int[] known, int[] personOf, int count) {
        this.known = known;
        this.personOf = personOf;
        this.starts = new int[count + 1];
        this.members = new int[personOf.length];
        for (int person : personOf) {
            starts[person + 1]++;
        }
        for (int person = 0; person < count; person++) {
            starts[person + 1] += starts[person];
        }
        int[] next = Arrays.copyOf(starts, count);
        for (int at = 0; at < personOf.length; at++) {
            members[next[personOf[at]]++] = known[at];
        }
    }

    /** Joins the records of a table, by rules among these only. */
    public static Persons of(TokenTable table, Set<TokenRule> rules) {
        BitSet all = new BitSet(table.size());
        all.set(0, table.size());
        return around(table, rules, all);
    }

    /**
     * The people whom these records belong to, with all their other records in the table. A release of millions costs a few
     * scans when few of its people are looked for.
     */
    static Persons around(TokenTable table, Set<TokenRule> rules, BitSet records) {
        int allowed = rules.stream().mapToInt(TokenTable::bit).reduce(0, (a, b) -> a | b);
        BitSet known = (BitSet) records.clone();
        PairList joined = new PairList();
        int[] newest = records.stream().toArray();
        for (int scans = 0; newest.length > 0; scans++) {
            if (scans == LONGEST_CHAIN) {
                return of(table, rules);
            }
            BitSet next = new BitSet();
            for (TokenRule rule : rules) {
                join(table, new TokenIndex(table, rule, newest), allowed, known, (a, b) -> {
                    joined.add(a, b);
                    if (!known.get(b)) {
                        next.set(b);
                    }
                });
            }
            known.or(next);
            newest = next.stream().toArray();
        }
        return numbered(known.stream().toArray(), joined);
    }

    @FunctionalInterface
    private interface Joined {
        void accept(int a, int b);
    }

    /** Tells each pair of one person, of which the first is indexed. */
    private static void join(TokenTable table, TokenIndex index, int allowed, BitSet known, Joined joined) {
        long[] groups = groups(table, index);
        int from = 0;
        while (from < groups.length) {
            int token = PairList.first(groups[from]);
            int to = from;
            while (to < groups.length && PairList.first(groups[to]) == token) {
                to++;
            }
            if (to - from <= LARGEST_GROUP) {
                for (int a : index.recordsOf(token)) {
                    for (int at = from; at < to; at++) {
                        int b = PairList.second(groups[at]);
                        // Of two that are both known one way is enough; it also leaves out a record and itself.
                        if ((a < b || !known.get(b)) && same(table, a, b, allowed)) {
                            joined.accept(a, b);
                        }
                    }
                }
            }
            from = to;
        }
    }

    /** Token and record of all who share a token of the index with somebody, sorted by token. */
    private static long[] groups(TokenTable table, TokenIndex index) {
        int[] alone = new int[index.size()];
        Arrays.fill(alone, NOBODY);
        PairList shared = new PairList();
        index.scan(table, (token, record) -> {
            if (alone[token] == NOBODY) {
                alone[token] = record;
            } else {
                if (alone[token] != SHARED) {
                    shared.add(token, alone[token]);
                    alone[token] = SHARED;
                }
                shared.add(token, record);
            }
        });
        return shared.stream().sorted().toArray();
    }

    private static boolean same(TokenTable table, int a, int b, int allowed) {
        int all = table.agreed(a, table, b);
        int agreed = all & allowed;
        int number = TokenTable.bit(TokenRule.S);
        boolean numbersDiffer = (table.comparable(a, table, b) & number) != 0 && (all & number) == 0;
        if (numbersDiffer) {
            return (agreed & TokenTable.bit(TokenRule.T2)) != 0
                    || ((agreed & FULL_NAMES) != 0 && (agreed & NAME_AND_PLACE) != 0);
        }
        return (agreed & SURE) != 0 || (agreed & SOUND_AND_PLACE) == SOUND_AND_PLACE;
    }

    private static int root(int[] parents, int at) {
        int root = at;
        while (parents[root] != root) {
            parents[root] = parents[parents[root]];
            root = parents[root];
        }
        return root;
    }

    private static Persons numbered(int[] known, PairList joined) {
        int[] parents = new int[known.length];
        Arrays.setAll(parents, at -> at);
        joined.stream()
                .forEach(pair -> parents[root(parents, position(known, PairList.first(pair)))] =
                        root(parents, position(known, PairList.second(pair))));
        int[] personOf = new int[known.length];
        int[] numberOfRoot = new int[known.length];
        Arrays.fill(numberOfRoot, -1);
        int count = 0;
        for (int at = 0; at < known.length; at++) {
            int root = root(parents, at);
            if (numberOfRoot[root] < 0) {
                numberOfRoot[root] = count++;
            }
            personOf[at] = numberOfRoot[root];
        }
        return new Persons(known, personOf, count);
    }

    /** How many people there are. */
    public int count() {
        return starts.length - 1;
    }

    /** Person of a record that is known here. */
    public int of(int record) {
        return personOf[position(known, record)];
    }

    /** Where the record stands; at its own number when all records are known. */
    private static int position(int[] known, int record) {
        return record < known.length && known[record] == record ? record : Arrays.binarySearch(known, record);
    }

    /** Records of a person, in the table's order. */
    public int[] recordsOf(int person) {
        return Arrays.copyOfRange(members, starts[person], starts[person + 1]);
    }
}
