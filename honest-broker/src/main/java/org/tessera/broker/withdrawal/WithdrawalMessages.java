package org.tessera.broker.withdrawal;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Set;
import org.tessera.contracts.Domain;
import org.tessera.contracts.Withdrawal;
import org.tessera.messaging.Ledger;
import org.tessera.messaging.MessageHandler;
import org.tessera.messaging.Received;
import org.tessera.messaging.Sql;
import org.tessera.messaging.Unacceptable;

/** Hears opt-outs and keeps them; every load of tokens leaves them out, so they count from the next match on. */
@ApplicationScoped
public class WithdrawalMessages implements MessageHandler<Withdrawal> {
    private static final String IMAGING = "partner.imaging-withdrawals.v1";
    private static final String CLINICAL = "partner.clinical-withdrawals.v1";

    private final Sql sql;
    private final Ledger ledger;
    private final Clock clock;

    /** Keeps opt-outs in the database. */
    public WithdrawalMessages(Sql sql, Ledger ledger, Clock clock) {
        this.sql = sql;
        this.ledger = ledger;
        this.clock = clock;
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
        Withdrawal withdrawal = message.payload();
        Domain channelOf = message.channel().equals(IMAGING) ? Domain.IMAGING : Domain.CLINICAL;
        if (withdrawal.domain() != channelOf) {
            throw new Unacceptable("domain-differs");
        }
        sql.update(
                "INSERT INTO withdrawal VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
                withdrawal.domain(),
                withdrawal.reference(),
                clock.instant());
        sql.update(
                "DELETE FROM token_record WHERE domain = ? AND reference = ?",
                withdrawal.domain(),
                withdrawal.reference());
        ledger.transition(new Ledger.Entry("withdrawal.effective", message.id().toString(), null, null, 1L, null));
    }
}
