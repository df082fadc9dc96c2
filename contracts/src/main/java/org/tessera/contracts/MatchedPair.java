package org.tessera.contracts;

import java.util.List;

/**
 * One linked person, a line of a sealed match result. NONE is not listed.
 *
 * @param imaging the person's cases in the commons
 * @param clinical the person's records at the enclave, or every candidate when AMBIGUOUS
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
    /** Outcome of linkage for one person (linkage.md, Outcomes). */
    public enum Outcome {
        UNIQUE,
        AMBIGUOUS,
        CONFLICT
    }
}
