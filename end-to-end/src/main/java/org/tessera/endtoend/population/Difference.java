package org.tessera.endtoend.population;

import org.tessera.endtoend.population.Roster.Member;

/**
 * How the two hospitals' spellings of one linked person differ. Each leaves at least one rule of linkage in agreement,
 * named here, so that the broker can find the pair; which one, it must find out.
 */
enum Difference {
    /** T1 to T4 and most others. */
    NONE(44),
    /** Marks, titles and suffixes, which normalisation drops: T1 to T4. */
    DECORATED(8),
    /** Another address in another town, no number: T1, T3. */
    MOVED(8),
    /** A letter of the first name, after the initial: T1. */
    FIRST_NAME_TYPO(7),
    /** The sex is recorded differently: T2. */
    SEX_MISRECORDED(2),
    /** A new last name and another town, but the number is known: T4. */
    MARRIED_AND_MOVED(5),
    /** Both names misspelt as they sound, another town, no number: H1. */
    MISHEARD(6),
    /** A nickname or the middle name, no number: H2. */
    NICKNAME(6),
    /** Letters of the last name transposed, no number: H3. */
    LAST_NAME_TYPO(8),
    /** First and last name exchanged, another town, no number: H4. */
    SWAPPED_NAMES(6);

    private final int percent;

    Difference(int percent) {
        this.percent = percent;
    }

    /** Whether both hospitals must know the social security number, or at least one must not. */
    boolean needsNumber() {
        return this == MARRIED_AND_MOVED;
    }

    boolean withoutNumber() {
        return switch (this) {
            case MOVED, MISHEARD, NICKNAME, LAST_NAME_TYPO, SWAPPED_NAMES -> true;
            case NONE, DECORATED, FIRST_NAME_TYPO, SEX_MISRECORDED, MARRIED_AND_MOVED -> false;
        };
    }

    static Difference of(long seed, Member member) {
        if (!member.story().linked()) {
            return NONE;
        }
        int draw = Chance.of(seed, "difference", member.index()).below(100);
        for (Difference difference : values()) {
            draw -= difference.percent;
            if (draw < 0) {
                return difference;
            }
        }
        throw new IllegalStateException("the percentages of the differences do not add up to 100");
    }
}
