package org.tessera.broker.feasibility;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.tessera.contracts.FeasibilityRequest;
import org.tessera.contracts.FeasibilityResult;

/**
 * The course of one feasibility request.
 *
 * @param request what was asked
 * @param receivedAt when it came
 * @param state RECEIVED, then DECIDED, then SENT
 * @param result what was decided
 * @param answerAt when the result may leave
 */
public record FeasibilityRun(
        FeasibilityRequest request,
        Instant receivedAt,
        State state,
        @Nullable FeasibilityResult result,
        @Nullable Instant answerAt) {
    /** Where a run stands. */
    public enum State {
        RECEIVED,
        DECIDED,
        SENT
    }
}
