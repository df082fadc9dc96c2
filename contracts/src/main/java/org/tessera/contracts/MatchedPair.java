package org.tessera.contracts;

import java.util.List;

/**
 * One linked person, a line of a sealed match result. NONE is not listed.
 *
 * @param imaging the person's cases in the commons, the first {@link #MOST_CASES} when there are more
 * @param clinical the person's records at the enclave, or every candidate when AMBIGUOUS, a few of them where too many
 *     share a token; the first {@link #MOST_RECORDS} when there are more
 * @param outcome UNIQUE, AMBIGUOUS or CONFLICT
 * @param evidence rules that agreed, best first; {@link #ENCODING} last where no rule that may match links them
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
    /** The evidence of encodings that are alike (fuzzy matching). */
    public static final String ENCODING = "CLK";

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
