package org.tessera.broker.tokens.adapter;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tessera.contracts.Domain;
import org.tessera.contracts.TokenBatch;
import org.tessera.contracts.TokenBatch.Share;
import org.tessera.messaging.Sql;
import org.tessera.messaging.Unacceptable;

/** Which batches have been stored, in PostgreSQL. */
@ApplicationScoped
public class BatchTable {
    private static final int WHOLE = 1;

    /**
     * Condition on {@code held (domain, release)}: that nothing is missing of the registers that were sent for it. One that broke
     * off is forgotten when its partner has sent one later, whole, and in as many batches at least: a small correction is none.
     */
    static final String WHOLE_OF_HELD = """
            NOT EXISTS (
                WITH register AS (
                    SELECT partner, max(shares) AS shares, count(DISTINCT share) AS come, max(sent_at) AS sent_at
                      FROM token_batch WHERE domain = held.domain AND release = held.release
                     GROUP BY partner, coalesce(first_batch, batch_id))
                SELECT 1 FROM register r
                 WHERE come < shares AND NOT EXISTS (
                       SELECT 1 FROM register later
                        WHERE later.partner = r.partner AND later.come = later.shares AND later.shares >= r.shares
                          AND later.sent_at > r.sent_at))
            """;

    private final Sql sql;

    /** Keeps them here. */
    public BatchTable(Sql sql) {
        this.sql = sql;
    }

    /** Notes a batch; throws {@link Unacceptable} when there is one of its id. */
    void add(TokenBatch batch, Instant sentAt, long records, Instant now) {
        Share share = batch.share();
        long fresh = sql.update(
                """
                INSERT INTO token_batch (batch_id, partner, domain, release, profile, epoch, records, received_at,
                                         sent_at, first_batch, share, shares)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?::uuid, ?, ?) ON CONFLICT DO NOTHING
                """,
                batch.batchId().value(),
                batch.partner(),
                batch.domain(),
                batch.release(),
                batch.profile(),
                batch.epoch(),
                records,
                now,
                sentAt,
                first(share),
                share == null ? WHOLE : share.number(),
                share == null ? WHOLE : share.of());
        if (fresh == 0) {
            throw new Unacceptable("batch-id-used");
        }
    }

    private static @Nullable String first(@Nullable Share share) {
        return share == null ? null : share.first().toString();
    }

    /** The release of a domain that a batch came for last. */
    Optional<String> latest(Domain domain) {
        return sql.first(
                "SELECT release FROM token_batch WHERE domain = ? ORDER BY received_at DESC, release DESC LIMIT 1",
                row -> row.getString(1),
                domain);
    }
}
