package org.tessera.enclave.disclosure;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.tessera.enclave.disclosure.ReleasedCells.ReleasedSet;

/**
 * Results of different names that rest on nearly the same persons. Under one name that is refused; under another it may be
 * another question, or the same one asked again to see what few persons change: a reviewer must tell.
 */
final class RenamedResults {
    private static final String AFTER_NAME = ": ";

    private RenamedResults() {}

    /** Sentences on what was released of nearly the persons of something else, under another name. */
    static Set<String> between(List<ReleasedSet> requested, List<ReleasedSet> earlier) {
        Set<String> sentences = new LinkedHashSet<>();
        for (ReleasedSet mine : requested) {
            for (ReleasedSet theirs : earlier) {
                if (isRenamed(mine, theirs) && areNearlySame(mine.persons(), theirs.persons())) {
                    sentences.add("\"" + mine.label() + "\" and \"" + theirs.label() + "\" differ by fewer than "
                            + TableAudit.FLOOR + " persons: what they print tells what these change.");
                }
            }
        }
        return sentences;
    }

    private static boolean isRenamed(ReleasedSet mine, ReleasedSet theirs) {
        return mine.published() instanceof Published.Withheld
                && theirs.published() instanceof Published.Withheld
                && !mine.label().equals(theirs.label())
                && what(mine).equals(what(theirs));
    }

    /** "all", "with the outcome", "sex = Female": a label without the name of its model. */
    private static String what(ReleasedSet set) {
        int end = set.label().indexOf(AFTER_NAME);
        return end < 0 ? set.label() : set.label().substring(end + AFTER_NAME.length());
    }

    private static boolean areNearlySame(Set<PersonKey> some, Set<PersonKey> others) {
        long mineOnly = some.stream().filter(each -> !others.contains(each)).count();
        long theirsOnly = others.stream().filter(each -> !some.contains(each)).count();
        return mineOnly + theirsOnly > 0 && mineOnly < TableAudit.FLOOR && theirsOnly < TableAudit.FLOOR;
    }
}
