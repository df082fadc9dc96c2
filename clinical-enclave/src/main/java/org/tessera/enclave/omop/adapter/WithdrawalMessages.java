package org.tessera.enclave.omop.adapter;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;
import org.tessera.contracts.Domain;
import org.tessera.contracts.EnclaveRef;
import org.tessera.contracts.Withdrawal;
import org.tessera.enclave.omop.TakingWithdrawals;
import org.tessera.messaging.MessageHandler;
import org.tessera.messaging.Received;
import org.tessera.messaging.Unacceptable;

/** Opt-outs from the partners. */
@ApplicationScoped
public class WithdrawalMessages implements MessageHandler<Withdrawal> {
    private final TakingWithdrawals taking;

    /** @param taking the use case */
    public WithdrawalMessages(TakingWithdrawals taking) {
        this.taking = taking;
    }

    @Override
    public Class<Withdrawal> payload() {
        return Withdrawal.class;
    }

    @Override
    public Set<String> channels() {
        return Set.of("partner.clinical-withdrawals.v1");
    }

    @Override
    public void handle(Received<Withdrawal> message) {
        if (message.payload().domain() != Domain.CLINICAL) {
            throw new Unacceptable("withdrawal-of-another-domain");
        }
        taking.withdraw(message.writer(), reference(message.payload()));
    }

    private static EnclaveRef reference(Withdrawal withdrawal) {
        try {
            return new EnclaveRef(withdrawal.reference());
        } catch (IllegalArgumentException e) {
            throw new Unacceptable("not-a-reference");
        }
    }
}
