package org.tessera.messaging.ledger;

import jakarta.inject.Singleton;
import java.util.List;
import org.tessera.envelope.ledger.ChainedEntry;
import org.tessera.envelope.ledger.LedgerChain;
import org.tessera.messaging.Sql;

/** The sealed entries with their hashes, as the database has them. */
@Singleton
final class Chain {
    private static final String ENTRIES = "SELECT s.sequence, s.hash, p.hash AS previous, " + Entries.COLUMNS
            + " FROM ledger_seal s JOIN ledger_entry e ON e.id = s.entry_id"
            + " LEFT JOIN ledger_seal p ON p.sequence = s.sequence - 1"
            + " WHERE s.sequence > ? ORDER BY s.sequence LIMIT ?";

    private final Sql sql;

    Chain(Sql sql) {
        this.sql = sql;
    }

    /** The first entries after that sequence, in order. */
    List<ChainedEntry> after(long sequence, int limit) {
        return sql.list(
                ENTRIES,
                row -> {
                    String previous = row.getString("previous");
                    return new ChainedEntry(
                            Entries.read(row, row.getLong("sequence")),
                            previous == null ? LedgerChain.GENESIS : previous,
                            row.getString("hash"));
                },
                sequence,
                limit);
    }
}
