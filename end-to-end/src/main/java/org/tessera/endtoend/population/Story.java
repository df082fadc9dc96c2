package org.tessera.endtoend.population;

/**
 * What is planned to become of a person. The first ten are linked persons, each with the verdict that S2's interval
 * rule must find for them (statistics, section 2); the others are on one side only, or cannot be linked.
 */
public enum Story {
    SUBCOHORT_1(true, "SUBCOHORT_1"),
    SUBCOHORT_2(true, "SUBCOHORT_2"),
    SUBCOHORT_3(true, "SUBCOHORT_3"),
    MULTIPLE_INTERVALS_SINGLE_MATCH(true, "MULTIPLE_INTERVALS_SINGLE_MATCH"),
    INTERVAL_MISMATCH(true, "INTERVAL_MISMATCH"),
    MULTIPLE_IMAGING_STUDIES(true, "MULTIPLE_IMAGING_STUDIES"),
    MISSING_CXR_PROCEDURE(true, "MISSING_CXR_PROCEDURE"),
    MISSING_POSITIVE_TEST(true, "MISSING_POSITIVE_TEST"),
    NO_REQUIRED_VIEW(true, "NO_REQUIRED_VIEW"),
    NO_STUDY_WITHIN_WINDOW(true, "NO_STUDY_WITHIN_WINDOW"),
    /** One person with a maiden and a married name: two cases and two records whose names cross, so that a broker must say AMBIGUOUS. */
    RENAMED(false, "AMBIGUOUS_LINKAGE"),
    /** The social security number agrees and the birth date does not: CONFLICT. */
    CONFLICTING(false, "AMBIGUOUS_LINKAGE"),
    /** In the imaging commons only. */
    IMAGING_ONLY(false, "NOT_LINKED"),
    /** A case whose name leaves no Latin letter and which has no number: no token can be made. */
    UNREADABLE_CASE(false, "NOT_LINKED"),
    /** In the enclave only. */
    CLINICAL_ONLY(false, ""),
    /** A record without any token. */
    UNREADABLE_RECORD(false, "");

    private final boolean linked;
    private final String verdict;

    Story(boolean linked, String verdict) {
        this.linked = linked;
        this.verdict = verdict;
    }

    /** Whether the broker must find exactly one person on the other side. */
    public boolean linked() {
        return linked;
    }

    /** The verdict of the interval alignment for the person's case; empty where there is no case. */
    public String verdict() {
        return verdict;
    }

    /** How many imaging cases such a person has. */
    public int cases() {
        return switch (this) {
            case CLINICAL_ONLY, UNREADABLE_RECORD -> 0;
            case RENAMED -> 2;
            default -> 1;
        };
    }

    /** Whether such a person has clinical records. */
    public boolean clinical() {
        return linked || this == RENAMED || this == CONFLICTING || this == CLINICAL_ONLY || this == UNREADABLE_RECORD;
    }
}
