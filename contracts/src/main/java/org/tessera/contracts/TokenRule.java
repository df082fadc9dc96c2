package org.tessera.contracts;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The linkage rules of profile {@code hb-1} in rank order: {@code olt-1}'s T1 to T5 and the rules added for recall
 * (linkage.md, Tokens). The order of the constants is the rank; their names are what travels.
 */
public enum TokenRule {
    /** Last name, first initial, sex, birth date. */
    T1(0, true, true),
    /** Last name, first name, birth date, first three digits of the ZIP code. */
    T2(1, true, true),
    /** Last name, first name, sex, birth date. */
    T3(2, true, true),
    /** Social security number, sex, birth date. */
    T4(3, true, true),
    /** Soundex of both names, sex, birth date. */
    H1(4, true, true),
    /** Last name, birth date, five-digit ZIP code. */
    H2(5, true, true),
    /** First name, birth date, five-digit ZIP code. */
    H3(6, true, true),
    /** Both names in alphabetical order, birth date: finds swapped names. */
    H4(7, true, true),
    /** Social security number alone: only tells a CONFLICT, never a match. */
    S(8, false, false),
    /** Last name, first three letters of the first name, sex: never a match alone. */
    T5(9, false, false);

    /** Name of the token profile that these rules make. */
    public static final String PROFILE = "hb-1";

    private final int rank;
    private final boolean usesBirthDate;
    private final boolean mayMatch;

    TokenRule(int rank, boolean usesBirthDate, boolean mayMatch) {
        this.rank = rank;
        this.usesBirthDate = usesBirthDate;
        this.mayMatch = mayMatch;
    }

    /** Position in rank order, from 0; never changes, since stores use it. */
    public int rank() {
        return rank;
    }

    /** Whether the rule's signature holds the birth date: such rules disagree where the date does. */
    public boolean usesBirthDate() {
        return usesBirthDate;
    }

    /** Whether agreement on this rule alone may link two records. */
    public boolean mayMatch() {
        return mayMatch;
    }

    /** The rules that may link, best first. */
    public static List<TokenRule> matching() {
        return Arrays.stream(values()).filter(TokenRule::mayMatch).toList();
    }

    /** The rule of that name, if there is one. */
    public static Optional<TokenRule> named(String name) {
        return Arrays.stream(values()).filter(rule -> rule.name().equals(name)).findFirst();
    }
}
