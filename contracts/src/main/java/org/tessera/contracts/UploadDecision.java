package org.tessera.contracts;

import org.jspecify.annotations.Nullable;

/**
 * The enclave tells a state and a coarse reason; never which keys joined.
 *
 * @param requestId the request
 * @param state the state it reached
 * @param reason stable code when it did not pass
 */
public record UploadDecision(
        UploadRequestId requestId, State state, @Nullable String reason) implements Payload {
    /** States of an upload request that the commons is told. */
    public enum State {
        SCANNING,
        BLOCKED,
        UNDER_REVIEW,
        APPROVED,
        IMPORTED,
        REJECTED,
        FAILED,
        CANCELLED
    }
}
