package org.tessera.imaging.feasibility;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import org.tessera.imaging.Budget;

/** How much may be asked (governance.md, Feasibility): repeated counting reveals members. */
@ConfigMapping(prefix = "tessera.feasibility")
public interface FeasibilityRules {
    /** Fewest subjects that a cohort must have. */
    @WithDefault("100")
    int smallestCohort();

    /** Questions of one account in a period. */
    @WithDefault("20")
    int budgetAccount();

    /** Questions of all accounts together in a period. */
    @WithDefault("500")
    int budgetDomain();

    /** The period. */
    @WithDefault("P30D")
    Duration period();

    /** That of one account. */
    default Budget ofAccount() {
        return new Budget(budgetAccount(), period());
    }

    /** That of all accounts together. */
    default Budget ofDomain() {
        return new Budget(budgetDomain(), period());
    }

    /** How long to wait for an answer. */
    @WithDefault("PT10M")
    Duration deadline();
}
