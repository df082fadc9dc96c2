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
 * @param heardAgain whether it may have been answered before, by a database that was put back to a backup since
 */
public record FeasibilityRun(
        FeasibilityRequest request,
        Instant receivedAt,
        State state,
        @Nullable FeasibilityResult result,
        @Nullable Instant answerAt,
        boolean heardAgain) {
    /** A run that has just come. */
    static FeasibilityRun received(FeasibilityRequest request, Instant at, boolean heardAgain) {
        return new FeasibilityRun(request, at, State.RECEIVED, null, null, heardAgain);
    }

    /** The same run, with what was decided and when that may leave. */
    FeasibilityRun decided(FeasibilityResult decision, Instant mayLeaveAt) {
        return new FeasibilityRun(request, receivedAt, State.DECIDED, decision, mayLeaveAt, heardAgain);
    }

    /** The same run, answered. */
    FeasibilityRun sent() {
        return new FeasibilityRun(request, receivedAt, State.SENT, result, answerAt, heardAgain);
    }

    /** Where a run stands. */
    public enum State {
        RECEIVED,
        DECIDED,
        SENT
    }
}
