package org.tessera.broker.feasibility;

import org.tessera.contracts.FeasibilityRequestId;
import org.tessera.contracts.FeasibilityResult;
import org.tessera.contracts.FeasibilityResult.Outcome;

/** Says a count coarsely: rounded down to a multiple of 20, and never 0 but "fewer than 20". */
public final class Rounding {
    private Rounding() {}

    /** The rounded count; 0 stands for fewer than 20. */
    public static int down(long count) {
        return Math.toIntExact(count - count % Cohort.GRAIN);
    }

    /** The answer for a rounded count. */
    public static FeasibilityResult answer(FeasibilityRequestId id, int rounded) {
        return rounded == 0
                ? new FeasibilityResult(id, Outcome.FEWER_THAN_20, null, null)
                : new FeasibilityResult(id, Outcome.COUNT, rounded, null);
    }
}
