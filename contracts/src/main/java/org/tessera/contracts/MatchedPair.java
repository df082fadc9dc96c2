package org.tessera.contracts;

import java.util.List;

/**
 * One linked person, a line of a sealed match result. NONE is not listed.
 *
 * @param imaging the person's cases in the commons, the first {@link #MOST_CASES} when there are more
 * @param clinical the person's records at the enclave, or every candidate when AMBIGUOUS; the first {@link #MOST_RECORDS}
 *     when there are more
 * @param outcome UNIQUE, AMBIGUOUS or CONFLICT
 * @param evidence rules that agreed, best first
 * @param profile token profile
 * @param epoch epoch of the link secret
 */
public record MatchedPair(
        List<CommonsSubjectId> imaging,
        List<EnclaveRef> clinical,
        Outcome outcome,
        List<String> evidence,
        String profile,
        String epoch) {
    /** Cases that a line may list. */
    public static final int MOST_CASES = 1_000;

    /** Records that a line may list. */
    public static final int MOST_RECORDS = 10_000;

    /** Outcome of linkage for one person (linkage.md, Outcomes). */
    public enum Outcome {
        UNIQUE,
        AMBIGUOUS,
        CONFLICT
    }
}
