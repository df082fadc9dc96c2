package org.tessera.broker.tokens.adapter;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jboss.logging.Logger;
import org.tessera.broker.linkage.TokenTable;
import org.tessera.broker.tokens.EncodingCipher;
import org.tessera.broker.tokens.Holding;
import org.tessera.broker.tokens.Holdings;
import org.tessera.broker.tokens.StorageKeys;
import org.tessera.broker.tokens.StoredTokens;
import org.tessera.broker.tokens.TokenCipher;
import org.tessera.contracts.Domain;
import org.tessera.contracts.Encoding;
import org.tessera.contracts.TokenBatch;
import org.tessera.contracts.TokenRecord;
import org.tessera.messaging.CopyRows;
import org.tessera.messaging.Sql;
import org.tessera.messaging.Unacceptable;

/** Tokens in PostgreSQL, by COPY in and out. */
@ApplicationScoped
public class HoldingTable implements Holdings {
    private static final Logger LOG = Logger.getLogger(HoldingTable.class);
    private static final int BLOCK = 10_000;

    private final Sql sql;
    private final BatchTable batches;
    private final StorageKeys keys;
    private final Clock clock;

    /** Reads and writes with these keys. */
    public HoldingTable(Sql sql, BatchTable batches, StorageKeys keys, Clock clock) {
        this.sql = sql;
        this.batches = batches;
        this.keys = keys;
        this.clock = clock;
    }

    @Override
    @Transactional
    public long store(TokenBatch batch, Instant sentAt, Iterator<TokenRecord> records) {
        // Of two batches at the same time neither would see which references the other has.
        sql.lock("token batches of " + batch.partner() + ", " + batch.domain() + ", " + batch.release());
        long copied = sql.with(connection -> store(connection, batch, sentAt, records));
        batches.add(batch, sentAt, copied, clock.instant());
        return copied;
    }

    private long store(Connection connection, TokenBatch batch, Instant sentAt, Iterator<TokenRecord> records)
            throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(
                    "CREATE TEMPORARY TABLE arriving (reference text, tokens bytea, encoding bytea) ON COMMIT DROP");
            long copied = copy(connection, batch.domain(), records);
            NamedCases.claim(connection, batch);
            long withdrawn = dropWithdrawn(connection, batch);
            long outdated = dropOutdated(connection, batch, sentAt);
            long stored = move(connection, batch, sentAt);
            EncodingTable.move(connection, batch, keys.currentEpoch(), clock.instant());
            statement.execute("DROP TABLE arriving");
            if (stored + withdrawn + outdated != copied) {
                throw new Unacceptable("reference-repeated");
            }
            if (outdated > 0) {
                LOG.warnf(
                        "of references in batch %s something is held that %s sent later",
                        batch.batchId(), batch.partner());
            }
            return copied;
        }
    }

    /**
     * Copies block by block. While a COPY runs its connection can do nothing else, and {@code records} may read its next
     * part over the same one: so a block is complete before it is sent.
     */
    private long copy(Connection connection, Domain domain, Iterator<TokenRecord> records) throws SQLException {
        TokenCipher cipher = TokenCipher.encrypting(keys, domain);
        EncodingCipher encodingCipher = new EncodingCipher(keys, domain);
        long rows = 0;
        List<TokenRecord> block = new ArrayList<>(BLOCK);
        while (records.hasNext()) {
            block.add(records.next());
            if (block.size() == BLOCK || !records.hasNext()) {
                try (CopyRows copy = new CopyRows(connection, "arriving (reference, tokens, encoding)")) {
                    for (TokenRecord tokens : block) {
                        Encoding encoding = tokens.encoding();
                        copy.row(
                                tokens.reference(),
                                cipher.pack(tokens),
                                encoding == null ? null : encodingCipher.seal(tokens.reference(), encoding));
                    }
                    copy.finish();
                }
                rows += block.size();
                block.clear();
            }
        }
        return rows;
    }

    /**
     * Who has opted out is not stored again; says how many people that were. Opt-outs that are coming in meanwhile wait for
     * this transaction to end, and then find what it has stored.
     */
    private static long dropWithdrawn(Connection connection, TokenBatch batch) throws SQLException {
        try (Statement lock = connection.createStatement();
                PreparedStatement drop = connection.prepareStatement("""
                        WITH dropped AS (
                            DELETE FROM arriving a USING withdrawal w
                             WHERE w.domain = ? AND w.partner = ? AND w.reference = a.reference
                            RETURNING a.reference)
                        SELECT count(DISTINCT reference) FROM dropped
                        """)) {
            lock.execute("LOCK TABLE withdrawal IN SHARE MODE");
            drop.setString(1, batch.domain().name());
            drop.setString(2, batch.partner());
            try (ResultSet people = drop.executeQuery()) {
                people.next();
                return people.getLong(1);
            }
        }
    }

    /**
     * What the partner said later stays, in whatever order the two are heard: after an outage or a restore, from several
     * partitions, out of the quarantine. Says of how many people that is.
     */
    private static long dropOutdated(Connection connection, TokenBatch batch, Instant sentAt) throws SQLException {
        try (PreparedStatement drop = connection.prepareStatement("""
                WITH dropped AS (
                    DELETE FROM arriving a USING token_record t
                     WHERE t.domain = ? AND t.release = ? AND t.partner = ? AND t.reference = a.reference
                       AND t.sent_at > ?
                    RETURNING a.reference)
                SELECT count(DISTINCT reference) FROM dropped
                """)) {
            drop.setString(1, batch.domain().name());
            drop.setString(2, batch.release());
            drop.setString(3, batch.partner());
            drop.setObject(4, sentAt.atOffset(ZoneOffset.UTC));
            try (ResultSet people = drop.executeQuery()) {
                people.next();
                return people.getLong(1);
            }
        }
    }

    private long move(Connection connection, TokenBatch batch, Instant sentAt) throws SQLException {
        try (PreparedStatement move = connection.prepareStatement("""
                INSERT INTO token_record AS held
                SELECT DISTINCT ON (reference) ?, ?, ?, reference, ?, ?, ?, tokens, ? FROM arriving
                    ON CONFLICT (domain, release, partner, reference) DO UPDATE
                   SET profile = excluded.profile, epoch = excluded.epoch, storage_epoch = excluded.storage_epoch,
                       tokens = excluded.tokens, sent_at = excluded.sent_at
                """)) {
            move.setString(1, batch.domain().name());
            move.setString(2, batch.release());
            move.setString(3, batch.partner());
            move.setString(4, batch.profile());
            move.setString(5, batch.epoch());
            move.setString(6, keys.currentEpoch());
            move.setObject(7, sentAt.atOffset(ZoneOffset.UTC));
            return move.executeLargeUpdate();
        }
    }

    @Override
    public Optional<Holding> find(Domain domain, String release) {
        return sql.first(held("VALUES (?, ?)"), HoldingTable::holding, domain, release);
    }

    @Override
    public List<Holding> all() {
        return sql.list(held("SELECT domain, release FROM holding"), HoldingTable::holding);
    }

    private static String held(String names) {
        return """
            SELECT domain, release, sum(records) AS records, sum(changes) AS changes,
                   array_agg(DISTINCT profile) FILTER (WHERE records > 0) AS profiles,
                   array_agg(DISTINCT epoch) FILTER (WHERE records > 0) AS epochs,
                   (%s) AS batches, (%s) AS whole
              FROM holding held WHERE (domain, release) IN (%s)
             GROUP BY domain, release HAVING sum(records) > 0 ORDER BY domain, release
            """.formatted(BatchTable.COUNT_OF_HELD, BatchTable.WHOLE_OF_HELD, names);
    }

    @Override
    public Optional<Holding> latest(Domain domain) {
        return batches.latest(domain).flatMap(release -> find(domain, release));
    }

    private static Holding holding(ResultSet row) throws SQLException {
        return new Holding(
                Domain.valueOf(row.getString("domain")),
                row.getString("release"),
                texts(row.getArray("profiles")),
                texts(row.getArray("epochs")),
                row.getLong("batches"),
                row.getBoolean("whole"),
                row.getLong("records"),
                row.getLong("changes"));
    }

    private static Set<String> texts(Array array) throws SQLException {
        return new TreeSet<>(Arrays.asList((String[]) array.getArray()));
    }

    @Override
    public TokenTable load(Domain domain, String release) {
        StoredTokens tokens = new StoredTokens(keys, domain);
        sql.with(connection -> TokenRows.copy(connection, domain, release, tokens));
        return tokens.table();
    }
}
