package org.tessera.broker.withdrawal;

import java.time.Instant;
import org.tessera.contracts.Withdrawal;

/** The opt-outs that are in force, by domain, partner and reference. */
public interface Withdrawals {
    /**
     * Keeps an opt-out, also of a reference without tokens, and drops the tokens that this partner gave for it. False when
     * it was there already.
     */
    boolean add(Withdrawal withdrawal, String partner, Instant now);
}
