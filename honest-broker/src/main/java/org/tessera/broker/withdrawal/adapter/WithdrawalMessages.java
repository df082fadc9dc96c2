package org.tessera.broker.withdrawal.adapter;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;
import org.tessera.broker.withdrawal.TakingWithdrawals;
import org.tessera.contracts.Domain;
import org.tessera.contracts.Withdrawal;
import org.tessera.messaging.MessageHandler;
import org.tessera.messaging.Received;

/** Hears the partners' opt-outs; the channel says whose references they are. */
@ApplicationScoped
public class WithdrawalMessages implements MessageHandler<Withdrawal> {
    private static final String IMAGING = "partner.imaging-withdrawals.v1";
    private static final String CLINICAL = "partner.clinical-withdrawals.v1";

    private final TakingWithdrawals taking;

    /** Hands opt-outs on. */
    public WithdrawalMessages(TakingWithdrawals taking) {
        this.taking = taking;
    }

    @Override
    public Class<Withdrawal> payload() {
        return Withdrawal.class;
    }

    @Override
    public Set<String> channels() {
        return Set.of(IMAGING, CLINICAL);
    }

    @Override
    public void handle(Received<Withdrawal> message) {
        taking.take(message, message.channel().equals(IMAGING) ? Domain.IMAGING : Domain.CLINICAL);
    }
}
