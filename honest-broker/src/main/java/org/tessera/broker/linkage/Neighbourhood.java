package org.tessera.broker.linkage;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Set;
import java.util.stream.IntStream;
import org.tessera.contracts.TokenRule;

/**
 * The part of a large release that its linkage with a small one can depend on, whatever rules are asked for: who shares a
 * token with somebody of the small one, the other records of these people, and enough of those who share a token with them
 * to see whether it is a token of too many. Linking the part gives the very result of linking the whole, in the time and
 * memory of the small release.
 */
public final class Neighbourhood {
    private static final Set<TokenRule> RULES = LinkageRules.all().set();

    private Neighbourhood() {}

    /** The clinical records that matter to these of the imaging side; it takes the scans of a linkage. */
    public static TokenTable of(TokenTable imaging, TokenTable clinical) {
        BitSet candidates = new BitSet();
        int[] all = IntStream.range(0, imaging.size()).toArray();
        for (TokenRule rule : TokenRule.values()) {
            if (rule == TokenRule.S || RULES.contains(rule)) {
                new TokenIndex(imaging, rule, all).scan(clinical, (token, record) -> candidates.set(record));
            }
        }
        return around(clinical, candidates);
    }

    /** The clinical records that matter to those of these references. */
    public static TokenTable around(TokenTable clinical, Set<String> references) {
        BitSet named = new BitSet();
        IntStream.range(0, clinical.size())
                .filter(at -> references.contains(clinical.reference(at)))
                .forEach(named::set);
        return around(clinical, named);
    }

    private static TokenTable around(TokenTable clinical, BitSet candidates) {
        // The candidates' own: behind a long chain Persons knows everybody, and a copy of the release would help
        // nobody.
        Persons persons = Persons.around(clinical, RULES, candidates);
        BitSet kept = new BitSet();
        candidates.stream()
                .mapToObj(candidate -> persons.recordsOf(persons.of(candidate)))
                .flatMapToInt(Arrays::stream)
                .forEach(kept::set);
        int[] people = kept.stream().toArray();
        for (TokenRule rule : RULES) {
            keepWhoShare(new TokenIndex(clinical, rule, people), clinical, kept);
        }
        return clinical.only(kept);
    }

    /** Of a group that is too large to be a person, one more than a person may have are as good as all. */
    private static void keepWhoShare(TokenIndex index, TokenTable clinical, BitSet kept) {
        int[] sharing = new int[index.size()];
        index.scan(clinical, (token, record) -> {
            if (sharing[token]++ <= Persons.LARGEST_GROUP) {
                kept.set(record);
            }
        });
    }
}
