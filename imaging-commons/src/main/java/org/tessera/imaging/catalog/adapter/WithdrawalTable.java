package org.tessera.imaging.catalog.adapter;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import org.tessera.contracts.CommonsSubjectId;
import org.tessera.imaging.catalog.WithdrawingCases;
import org.tessera.messaging.Sql;

/** Opt-outs, by reference and partner. */
@ApplicationScoped
class WithdrawalTable implements WithdrawingCases.Withdrawals {
    private final Sql sql;

    WithdrawalTable(Sql sql) {
        this.sql = sql;
    }

    @Override
    public boolean add(CommonsSubjectId subject, String partner, Instant now) {
        return sql.update(
                        "insert into withdrawal (reference, partner, withdrawn_at) values (?, ?, ?) on conflict do nothing",
                        subject.value(),
                        partner,
                        now)
                > 0;
    }
}
