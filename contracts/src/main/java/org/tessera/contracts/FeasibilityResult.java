package org.tessera.contracts;

import org.jspecify.annotations.Nullable;

/**
 * A rounded count or a refusal (governance.md, Feasibility).
 *
 * @param requestId the request
 * @param outcome COUNT, FEWER_THAN_20, REFUSED or FAILED
 * @param atLeast when COUNT: a multiple of 20 that the number reaches
 * @param reason stable code when REFUSED or FAILED: "cohort-too-small", "budget-account", "budget-domain", "fewer-than-40" (there
 *     are fewer, and whether there are 20 is not told), "transfer-incomplete"
 */
public record FeasibilityResult(
        FeasibilityRequestId requestId,
        Outcome outcome,
        @Nullable Integer atLeast,
        @Nullable String reason) implements Payload {
    /** How a feasibility request ended. */
    public enum Outcome {
        COUNT,
        FEWER_THAN_20,
        REFUSED,
        FAILED
    }
}
