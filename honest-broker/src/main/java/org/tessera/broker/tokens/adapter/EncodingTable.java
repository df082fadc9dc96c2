package org.tessera.broker.tokens.adapter;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.function.BiConsumer;
import org.tessera.broker.tokens.EncodingCipher;
import org.tessera.broker.tokens.HeldEncodings;
import org.tessera.broker.tokens.StorageKeys;
import org.tessera.contracts.Domain;
import org.tessera.contracts.Encoding;
import org.tessera.contracts.TokenBatch;
import org.tessera.messaging.Sql;

/** Sealed encodings in PostgreSQL. */
@ApplicationScoped
public class EncodingTable implements HeldEncodings {
    private static final String IN_FORCE = """
             FROM encoding e WHERE domain = ? AND release = ? AND NOT EXISTS
                  (SELECT 1 FROM withdrawal w
                    WHERE w.domain = e.domain AND w.partner = e.partner AND w.reference = e.reference)
            """;

    private static final String OF_BATCHES = " AND batch_id = ANY (?::uuid[])";

    private final Sql sql;
    private final StorageKeys keys;

    /** Reads with these keys. */
    public EncodingTable(Sql sql, StorageKeys keys) {
        this.sql = sql;
        this.keys = keys;
    }

    /** Takes over what a batch brought to {@code arriving}; of its references nothing else is left. */
    static void move(Connection connection, TokenBatch batch, String storageEpoch, Instant now) throws SQLException {
        try (PreparedStatement replaced = connection.prepareStatement("""
                        DELETE FROM encoding e USING arriving a
                         WHERE e.domain = ? AND e.release = ? AND e.partner = ? AND e.reference = a.reference
                        """);
                PreparedStatement move = connection.prepareStatement("""
                        INSERT INTO encoding
                        SELECT DISTINCT ON (reference) ?, ?, ?, reference, ?::uuid, ?, ?, encoding, ? FROM arriving
                         WHERE encoding IS NOT NULL
                        """)) {
            replaced.setString(1, batch.domain().name());
            replaced.setString(2, batch.release());
            replaced.setString(3, batch.partner());
            replaced.executeUpdate();
            move.setString(1, batch.domain().name());
            move.setString(2, batch.release());
            move.setString(3, batch.partner());
            move.setString(4, batch.batchId().toString());
            move.setString(5, batch.epoch());
            move.setString(6, storageEpoch);
            move.setObject(7, now.atOffset(ZoneOffset.UTC));
            move.executeUpdate();
        }
    }

    @Override
    public Held of(Domain domain, String release, String epoch) {
        return sql.first(
                        "SELECT count(*) AS records, coalesce(array_agg(DISTINCT batch_id::text), '{}') AS batches"
                                + IN_FORCE + " AND epoch = ?",
                        row -> new Held(domain, release, row.getLong("records"), Sql.texts(row, "batches")),
                        domain,
                        release,
                        epoch)
                .orElseThrow();
    }

    @Override
    @Transactional
    public void each(Held held, BiConsumer<String, Encoding> taker) {
        EncodingCipher cipher = new EncodingCipher(keys, held.domain());
        sql.each(
                "SELECT reference, storage_epoch, sealed" + IN_FORCE + OF_BATCHES,
                row -> {
                    String reference = row.getString("reference");
                    taker.accept(
                            reference, cipher.open(reference, row.getString("storage_epoch"), row.getBytes("sealed")));
                },
                held.domain(),
                held.release(),
                held.batches());
    }

    @Override
    public long delete(Held held) {
        return sql.update(
                "DELETE FROM encoding WHERE domain = ? AND release = ?" + OF_BATCHES,
                held.domain(),
                held.release(),
                held.batches());
    }

    @Override
    public long deleteBefore(Instant time, int most) {
        return sql.update(
                "DELETE FROM encoding WHERE ctid = ANY (ARRAY("
                        + "SELECT ctid FROM encoding WHERE received_at < ? ORDER BY received_at LIMIT ? FOR UPDATE))",
                time,
                most);
    }
}
