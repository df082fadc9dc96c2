package org.tessera.broker.feasibility;

import org.tessera.contracts.FeasibilityRequestId;
import org.tessera.contracts.FeasibilityResult;
import org.tessera.contracts.FeasibilityResult.Outcome;

/**
 * What is said of a count, coarsely and truly: a multiple of 20 that it reaches, or that it is fewer than 20, or no more than
 * that it is fewer than 40. Where one ends and the next begins is each cohort's own: who knows of all but one of a cohort
 * whether they have clinical data finds the step at that one for one cohort in twenty only.
 *
 * @param atLeast what the count reaches; 0 where it is fewer
 * @param fewerThan40 of fewer, whether 20 or not is left open
 */
public record Rounded(int atLeast, boolean fewerThan40) {
    private static final Rounded FEWER_THAN_20 = new Rounded(0, false);
    private static final Rounded FEWER_THAN_40 = new Rounded(0, true);

    /** What is said of a cohort's count. */
    public static Rounded of(long count, Cohort cohort) {
        long less = count - cohort.offset();
        if (less < 0) {
            return FEWER_THAN_20;
        }
        int reached = down(less);
        return reached == 0 ? FEWER_THAN_40 : new Rounded(reached, false);
    }

    /** The same of a cohort of so many subjects; an earlier one's count may be more. */
    Rounded within(int subjects) {
        return new Rounded(Math.min(atLeast, down(subjects)), fewerThan40);
    }

    private static int down(long number) {
        return Math.toIntExact(number - number % Cohort.GRAIN);
    }

    /** The answer that says so. */
    public FeasibilityResult answer(FeasibilityRequestId id) {
        if (fewerThan40) {
            return new FeasibilityResult(id, Outcome.REFUSED, null, "fewer-than-40");
        }
        return atLeast == 0
                ? new FeasibilityResult(id, Outcome.FEWER_THAN_20, null, null)
                : new FeasibilityResult(id, Outcome.COUNT, atLeast, null);
    }
}
