package org.tessera.imaging.catalog;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import org.tessera.contracts.CommonsSubjectId;
import org.tessera.messaging.Ledger;
import org.tessera.messaging.Ledger.Entry;

/**
 * A patient's opt-out. From now on the case is in no later version, in no cohort and no manifest, and its images are not
 * found; earlier versions stay as history and are not shown for it.
 */
@ApplicationScoped
public class WithdrawingCases {
    private final Withdrawals withdrawals;
    private final Ledger ledger;
    private final Clock clock;

    WithdrawingCases(Withdrawals withdrawals, Ledger ledger, Clock clock) {
        this.withdrawals = withdrawals;
        this.ledger = ledger;
        this.clock = clock;
    }

    /**
     * Withdraws, in the caller's transaction; the second time changes nothing. A reference that is not (yet) known is
     * kept, so that a bundle that comes later does not bring the case back. A partner withdraws only what is its own:
     * the same reference of another partner is left alone.
     */
    public void withdraw(CommonsSubjectId subject, String partner) {
        if (withdrawals.add(subject, partner, clock.instant())) {
            ledger.transition(Entry.of("case.withdrawn", "withdrawal of " + partner, null, null));
        }
    }

    /** Where opt-outs are kept. */
    public interface Withdrawals {
        /** Keeps it; false when it was there already. */
        boolean add(CommonsSubjectId subject, String partner, Instant now);
    }
}
