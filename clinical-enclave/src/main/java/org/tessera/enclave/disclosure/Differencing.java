package org.tessera.enclave.disclosure;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.tessera.enclave.disclosure.ReleasedCells.ReleasedSet;

/** Differences of two counted sets of persons: both sides are 0 or at least 20 where one can be taken from the other. */
final class Differencing {
    private Differencing() {}

    /** A pair that gives a small group away, in a sentence, if any. */
    static List<String> between(List<ReleasedSet> requested, List<ReleasedSet> earlier) {
        List<String> sentences = new ArrayList<>();
        for (ReleasedSet mine : requested) {
            for (ReleasedSet theirs : earlier) {
                boolean sameResult =
                        unprinted(mine) && unprinted(theirs) && mine.label().equals(theirs.label());
                if (sameResult || (counted(mine) && counted(theirs))) {
                    pair(mine, theirs).ifPresent(sentences::add);
                }
            }
        }
        return sentences;
    }

    private static Optional<String> pair(ReleasedSet mine, ReleasedSet theirs) {
        int mineOnly = minus(mine.persons(), theirs.persons());
        int theirsOnly = minus(theirs.persons(), mine.persons());
        boolean nested = mineOnly == 0 || theirsOnly == 0;
        boolean nearlySame = mineOnly < TableAudit.FLOOR && theirsOnly < TableAudit.FLOOR;
        boolean sameThing = mine.label().equals(theirs.label());
        boolean harmful = nested || nearlySame || sameThing;
        return harmful && (small(mineOnly) || small(theirsOnly))
                ? Optional.of("\"" + mine.label() + "\" and \"" + theirs.label() + "\" differ by fewer than "
                        + TableAudit.FLOOR + " persons, whom anyone can tell by subtraction.")
                : Optional.empty();
    }

    private static boolean unprinted(ReleasedSet set) {
        return set.published() instanceof Published.Withheld && !set.persons().isEmpty();
    }

    static boolean counted(ReleasedSet set) {
        return set.published() instanceof Published.Exact && !set.persons().isEmpty();
    }

    private static int minus(Set<PersonKey> a, Set<PersonKey> b) {
        int count = 0;
        for (PersonKey person : a) {
            count += b.contains(person) ? 0 : 1;
        }
        return count;
    }

    private static boolean small(int persons) {
        return 0 < persons && persons < TableAudit.FLOOR;
    }
}
