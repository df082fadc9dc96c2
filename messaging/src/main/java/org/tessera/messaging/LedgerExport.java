package org.tessera.messaging;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;
import org.tessera.contracts.LedgerHead;

/** This domain's chained ledger for its auditor. */
public interface LedgerExport {
    /**
     * Writes the sealed entries, one JSON line each in the order of the chain, the heads that are kept of the
     * counterparts' ledgers, and in the end every signed head of its own: what {@code ledger verify} reads.
     *
     * @param after sequence after which to begin, then with the last signed head alone; 0 for the whole chain
     */
    void write(long after, OutputStream out) throws IOException;

    /** The last signed head, if anything was sealed yet. */
    Optional<LedgerHead> head();
}
