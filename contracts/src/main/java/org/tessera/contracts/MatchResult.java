package org.tessera.contracts;

import org.jspecify.annotations.Nullable;

/**
 * Ends a match request. The parts, sealed to the request's key, carry gzip of NDJSON, one {@link MatchedPair} a line.
 *
 * @param requestId the request
 * @param outcome how it ended
 * @param reason stable code when it did not match, for example "epoch-mismatch"
 * @param transfer the sealed parts, when MATCHED
 */
public record MatchResult(
        MatchRequestId requestId,
        Outcome outcome,
        @Nullable String reason,
        @Nullable Transfer transfer) implements Payload {
    /** How a match request ended at the broker. */
    public enum Outcome {
        MATCHED,
        REFUSED,
        FAILED
    }
}
