package org.tessera.contracts;

import org.jspecify.annotations.Nullable;

/**
 * Ends a match request. The parts, sealed to the request's key, carry gzip of NDJSON, one {@link MatchedPair} a line.
 *
 * @param requestId the request
 * @param outcome how it ended
 * @param reason stable code when it did not match, for example "epoch-mismatch"
 * @param transfer the sealed parts, when MATCHED
 * @param fuzzy whether encodings were compared, when MATCHED for a project whose approval names fuzzy matching
 */
public record MatchResult(
        MatchRequestId requestId,
        Outcome outcome,
        @Nullable String reason,
        @Nullable Transfer transfer,
        @Nullable Fuzzy fuzzy)
        implements Payload {
    /** A result of exact rules alone, or none. */
    public MatchResult(
            MatchRequestId requestId, Outcome outcome, @Nullable String reason, @Nullable Transfer transfer) {
        this(requestId, outcome, reason, transfer, null);
    }

    /** Whether whom exact rules left over was compared by encodings, and if not, why. */
    public enum Fuzzy {
        /** All were; the encodings are deleted. */
        COMPARED,
        /** The partners have sent none of one of the releases, or they were used or deleted. */
        NO_ENCODINGS,
        /** There are more comparisons than the broker makes for one request. */
        TOO_MANY
    }

    /** How a match request ended at the broker. */
    public enum Outcome {
        MATCHED,
        REFUSED,
        FAILED
    }
}
