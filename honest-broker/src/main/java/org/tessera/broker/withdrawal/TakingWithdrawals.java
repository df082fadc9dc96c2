package org.tessera.broker.withdrawal;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import org.tessera.contracts.Domain;
import org.tessera.contracts.Withdrawal;
import org.tessera.messaging.Ledger;
import org.tessera.messaging.Received;
import org.tessera.messaging.Unacceptable;

/**
 * Takes an opt-out in, in the inbox's transaction; it holds from the next match on. It is the signer's own: commons ids
 * are public, so a withdrawal that counted for every partner's tokens would let any partner silence any case. It may come
 * before the tokens, so nothing is asked of the tokens that are there.
 */
@ApplicationScoped
public class TakingWithdrawals {
    private final Withdrawals withdrawals;
    private final Ledger ledger;
    private final Clock clock;

    /** Puts the use case together. */
    public TakingWithdrawals(Withdrawals withdrawals, Ledger ledger, Clock clock) {
        this.withdrawals = withdrawals;
        this.ledger = ledger;
        this.clock = clock;
    }

    /** Takes an opt-out that came on the channel of that domain; the same again changes nothing. */
    public void take(Received<Withdrawal> message, Domain channelOf) {
        if (message.payload().domain() != channelOf) {
            throw new Unacceptable("domain-differs");
        }
        if (withdrawals.add(message.payload(), message.writer(), clock.instant())) {
            ledger.transition(
                    new Ledger.Entry("withdrawal.effective", message.id().toString(), null, null, 1L, null));
        }
    }
}
