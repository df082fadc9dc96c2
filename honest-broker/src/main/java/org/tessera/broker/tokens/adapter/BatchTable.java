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

    /** Of {@code held (domain, release)}: how many batches have come. */
    static final String COUNT_OF_HELD =
            "SELECT count(*) FROM token_batch WHERE domain = held.domain AND release = held.release";

    /** Of the same: that nothing is missing of the registers that were sent for it. */
    static final String WHOLE_OF_HELD = """
            NOT EXISTS (
                SELECT 1 FROM token_batch
                 WHERE domain = held.domain AND release = held.release AND first_batch IS NOT NULL
                 GROUP BY partner, first_batch HAVING count(DISTINCT share) < max(shares) AND NOT bool_or(replaced))
            """;

    /**
     * A register that broke off is forgotten when its partner has sent another later, whole, and nothing is held any more of what
     * came of the first: all who were in it are in the other, or have opted out. What came is looked for once, when the other is
     * complete, for that may take a walk through the release.
     */
    private static final String REPLACE = """
            WITH register AS (
                SELECT coalesce(first_batch, batch_id) AS first, max(shares) AS shares, count(DISTINCT share) AS come,
                       max(sent_at) AS sent_at, array_agg(sent_at) AS times
                  FROM token_batch WHERE domain = ? AND release = ? AND partner = ? AND NOT replaced
                 GROUP BY coalesce(first_batch, batch_id))
            UPDATE token_batch SET replaced = true WHERE first_batch IN (
                SELECT first FROM register r
                 WHERE come < shares
                   AND EXISTS (SELECT 1 FROM register later WHERE later.come = later.shares AND later.sent_at > r.sent_at)
                   AND NOT EXISTS (SELECT 1 FROM token_record
                                    WHERE domain = ? AND release = ? AND partner = ? AND sent_at = ANY (r.times)))
            """;

    private final Sql sql;

    /** Keeps them here. */
    public BatchTable(Sql sql) {
        this.sql = sql;
    }

    /** Notes a batch that has been stored; throws {@link Unacceptable} when there is one of its id. */
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
        sql.update(
                REPLACE,
                batch.domain(),
                batch.release(),
                batch.partner(),
                batch.domain(),
                batch.release(),
                batch.partner());
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
