package org.tessera.broker.linkage;

import java.util.Arrays;
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

    private static final int FULL_NAMES = TokenTable.bit(TokenRule.T3) | TokenTable.bit(TokenRule.H4);
    private static final int NAME_AND_PLACE = TokenTable.bit(TokenRule.H2) | TokenTable.bit(TokenRule.H3);
    private static final int SURE =
            FULL_NAMES | TokenTable.bit(TokenRule.T2) | TokenTable.bit(TokenRule.T4) | TokenTable.bit(TokenRule.H3);
    private static final int SOUND_AND_PLACE = TokenTable.bit(TokenRule.H1) | TokenTable.bit(TokenRule.H2);

    private final int[] personOf;
    private final int[] starts;
    private final int[] records;

    private Persons(int[] personOf, int count) {
        this.personOf = personOf;
        this.starts = new int[count + 1];
        this.records = new int[personOf.length];
        for (int person : personOf) {
            starts[person + 1]++;
        }
        for (int person = 0; person < count; person++) {
            starts[person + 1] += starts[person];
        }
        int[] next = Arrays.copyOf(starts, count);
        for (int at = 0; at < personOf.length; at++) {
            records[next[personOf[at]]++] = at;
        }
    }

    /** Joins the records of a table, by rules among these only. */
    public static Persons of(TokenTable table, Set<TokenRule> rules) {
        int allowed = rules.stream().mapToInt(TokenTable::bit).reduce(0, (a, b) -> a | b);
        int[] parents = new int[table.size()];
        Arrays.setAll(parents, at -> at);
        for (TokenRule rule : rules) {
            TokenIndex index = new TokenIndex(table, rule);
            for (int at = 0; at < table.size(); at++) {
                if (table.has(rule, at) && index.first(table.high(rule, at), table.low(rule, at)) == at) {
                    joinGroup(table, index, at, allowed, parents);
                }
            }
        }
        return numbered(parents);
    }

    private static void joinGroup(TokenTable table, TokenIndex index, int first, int allowed, int[] parents) {
        int size = 0;
        for (int at = first; at != TokenIndex.NONE; at = index.following(at)) {
            size++;
        }
        if (size > LARGEST_GROUP) {
            return;
        }
        for (int a = first; a != TokenIndex.NONE; a = index.following(a)) {
            for (int b = index.following(a); b != TokenIndex.NONE; b = index.following(b)) {
                if (same(table, a, b, allowed)) {
                    parents[root(parents, a)] = root(parents, b);
                }
            }
        }
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

    private static Persons numbered(int[] parents) {
        int[] personOf = new int[parents.length];
        int[] numberOfRoot = new int[parents.length];
        Arrays.fill(numberOfRoot, -1);
        int count = 0;
        for (int at = 0; at < parents.length; at++) {
            int root = root(parents, at);
            if (numberOfRoot[root] < 0) {
                numberOfRoot[root] = count++;
            }
            personOf[at] = numberOfRoot[root];
        }
        return new Persons(personOf, count);
    }

    /** How many people there are. */
    public int count() {
        return starts.length - 1;
    }

    /** Person of a record. */
    public int of(int record) {
        return personOf[record];
    }

    /** Records of a person. */
    public int[] recordsOf(int person) {
        return Arrays.copyOfRange(records, starts[person], starts[person + 1]);
    }
}
