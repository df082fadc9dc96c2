package org.tessera.broker.feasibility;

import io.smallrye.config.ConfigMapping;
import java.time.Duration;

/** Settings of feasibility. */
@ConfigMapping(prefix = "tessera.broker.feasibility")
public interface FeasibilitySettings {
    /** Every answer leaves this long after its request came, or a whole multiple of it. */
    Duration answerAfter();

    /** Cohorts of fewer subjects are refused. */
    int smallestCohort();

    /** Answers are counted over this time. */
    Duration budgetWindow();

    /** Answers that one account may have in that time. */
    int budgetPerAccount();

    /** Answers that the whole domain may have in that time. */
    int budgetOfDomain();
}
