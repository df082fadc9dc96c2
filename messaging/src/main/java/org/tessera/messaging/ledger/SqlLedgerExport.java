package org.tessera.messaging.ledger;

import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.tessera.contracts.LedgerHead;
import org.tessera.envelope.ledger.ChainedEntry;
import org.tessera.envelope.ledger.LedgerChain;
import org.tessera.envelope.ledger.LedgerHeads;
import org.tessera.messaging.Identity;
import org.tessera.messaging.LedgerExport;
import org.tessera.messaging.Sql;

/** Reads the chain page by page, so that a long history takes no memory. */
@Singleton
final class SqlLedgerExport implements LedgerExport {
    private static final int PAGE = 1000;

    private static final String KEPT = "SELECT domain, sequence, hash, sealed_at, jws FROM counterpart_head"
            + " WHERE (domain, sequence, hash) > (?, ?, ?) ORDER BY domain, sequence, hash LIMIT " + PAGE;

    private static final String OWN = "SELECT sequence, hash, sealed_at, jws FROM ledger_head"
            + " WHERE sequence > ? AND sequence <= ? ORDER BY sequence LIMIT " + PAGE;

    private final Sql sql;
    private final Chain chain;
    private final Identity identity;

    SqlLedgerExport(Sql sql, Chain chain, Identity identity) {
        this.sql = sql;
        this.chain = chain;
        this.identity = identity;
    }

    @Override
    public void write(long after, OutputStream out) throws IOException {
        Optional<LedgerHead> head = head();
        long last = after;
        List<ChainedEntry> page = chain.after(last, PAGE);
        while (!page.isEmpty()) {
            for (ChainedEntry entry : page) {
                line(out, LedgerChain.line(entry));
                last = entry.entry().sequence();
            }
            page = chain.after(last, PAGE);
        }
        if (after <= 0) {
            writeKept(out);
        }
        if (head.isPresent()) {
            long sequence = head.get().sequence();
            writeOwn(after <= 0 ? 0 : sequence - 1, sequence, out);
        }
    }

    /** An early head shows what a later one was signed over, when the past is not any more what it was. */
    private void writeOwn(long after, long last, OutputStream out) throws IOException {
        List<LedgerHead> page = own(after, last);
        while (!page.isEmpty()) {
            for (LedgerHead head : page) {
                line(out, LedgerHeads.line(head));
            }
            page = own(page.getLast().sequence(), last);
        }
    }

    private List<LedgerHead> own(long after, long last) {
        return sql.list(OWN, row -> read(row, identity.clientId()), after, last);
    }

    private void writeKept(OutputStream out) throws IOException {
        List<LedgerHead> page = kept("", 0, "");
        while (!page.isEmpty()) {
            for (LedgerHead head : page) {
                line(out, LedgerHeads.keptLine(head));
            }
            LedgerHead last = page.getLast();
            page = kept(last.domain(), last.sequence(), last.hash());
        }
    }

    private List<LedgerHead> kept(String domain, long sequence, String hash) {
        return sql.list(KEPT, row -> read(row, row.getString("domain")), domain, sequence, hash);
    }

    private static void line(OutputStream out, String text) throws IOException {
        out.write((text + '\n').getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public Optional<LedgerHead> head() {
        return sql.first(
                "SELECT sequence, hash, sealed_at, jws FROM ledger_head ORDER BY sequence DESC LIMIT 1",
                row -> read(row, identity.clientId()));
    }

    private static LedgerHead read(ResultSet row, String domain) throws SQLException {
        return new LedgerHead(
                domain,
                row.getLong("sequence"),
                row.getString("hash"),
                Sql.instant(row, "sealed_at"),
                row.getString("jws"));
    }
}
