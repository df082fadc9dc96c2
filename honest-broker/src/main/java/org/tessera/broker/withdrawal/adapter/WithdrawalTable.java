package org.tessera.broker.withdrawal.adapter;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import org.tessera.broker.withdrawal.Withdrawals;
import org.tessera.contracts.Withdrawal;
import org.tessera.messaging.Sql;

/** Opt-outs in PostgreSQL. */
@ApplicationScoped
public class WithdrawalTable implements Withdrawals {
    private final Sql sql;

    /** Keeps them here. */
    public WithdrawalTable(Sql sql) {
        this.sql = sql;
    }

    @Override
    public boolean add(Withdrawal withdrawal, String partner, Instant now) {
        long added = sql.update(
                "INSERT INTO withdrawal (domain, partner, reference, received_at) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING",
                withdrawal.domain(),
                partner,
                withdrawal.reference(),
                now);
        for (String table : List.of("token_record", "encoding")) {
            sql.update(
                    // The releases are named for the key's sake, which has them before the partner.
                    "DELETE FROM " + table + " WHERE domain = ? AND release IN"
                            + " (SELECT release FROM holding WHERE domain = ?) AND partner = ? AND reference = ?",
                    withdrawal.domain(),
                    withdrawal.domain(),
                    partner,
                    withdrawal.reference());
        }
        return added > 0;
    }
}
