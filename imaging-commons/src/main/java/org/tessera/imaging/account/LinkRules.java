package org.tessera.imaging.account;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import org.tessera.imaging.Budget;

/** How often an account may enter a code: nobody tries them out. */
@ConfigMapping(prefix = "tessera.account-link")
public interface LinkRules {
    /** Codes of one account in a period. */
    @WithDefault("10")
    int attempts();

    /** The period. */
    @WithDefault("PT1H")
    Duration period();

    /** Both together. */
    default Budget budget() {
        return new Budget(attempts(), period());
    }
}
