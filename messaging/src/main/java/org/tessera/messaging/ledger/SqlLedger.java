package org.tessera.messaging.ledger;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import org.tessera.envelope.ledger.LedgerEntry.Kind;
import org.tessera.messaging.Ledger;

/** The ledger in the service's own database. */
@ApplicationScoped
class SqlLedger implements Ledger {
    private final Entries entries;

    SqlLedger(Entries entries) {
        this.entries = entries;
    }

    @Override
    @Transactional(TxType.MANDATORY)
    public void transition(Entry entry) {
        entries.record(Kind.TRANSITION, entry);
    }

    @Override
    @Transactional(TxType.REQUIRES_NEW)
    public void denial(Entry entry) {
        entries.record(Kind.DENIAL, entry);
    }
}
