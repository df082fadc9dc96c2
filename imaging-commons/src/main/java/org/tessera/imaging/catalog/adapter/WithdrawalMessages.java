package org.tessera.imaging.catalog.adapter;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;
import org.tessera.contracts.CommonsSubjectId;
import org.tessera.contracts.Domain;
import org.tessera.contracts.Withdrawal;
import org.tessera.imaging.catalog.WithdrawingCases;
import org.tessera.messaging.MessageHandler;
import org.tessera.messaging.Received;
import org.tessera.messaging.Unacceptable;

/** Hears the partners' opt-outs of imaging cases. */
@ApplicationScoped
public class WithdrawalMessages implements MessageHandler<Withdrawal> {
    private final WithdrawingCases cases;

    WithdrawalMessages(WithdrawingCases cases) {
        this.cases = cases;
    }

    @Override
    public Class<Withdrawal> payload() {
        return Withdrawal.class;
    }

    @Override
    public Set<String> channels() {
        return Set.of("partner.imaging-withdrawals.v1");
    }

    @Override
    public void handle(Received<Withdrawal> message) {
        if (message.payload().domain() != Domain.IMAGING) {
            throw new Unacceptable("wrong-domain");
        }
        CommonsSubjectId subject;
        try {
            subject = new CommonsSubjectId(message.payload().reference());
        } catch (IllegalArgumentException e) {
            throw new Unacceptable("not-a-commons-subject-id");
        }
        cases.withdraw(subject, message.writer());
    }
}
