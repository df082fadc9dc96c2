package org.tessera.broker.tokens.adapter;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.tessera.broker.linkage.TokenTable;
import org.tessera.broker.tokens.Holding;
import org.tessera.broker.tokens.Holdings;
import org.tessera.broker.tokens.StorageKeys;
import org.tessera.broker.tokens.TokenCipher;
import org.tessera.contracts.Domain;
import org.tessera.contracts.TokenBatch;
import org.tessera.contracts.TokenRecord;
import org.tessera.messaging.CopyRows;
import org.tessera.messaging.Sql;
import org.tessera.messaging.StorageFailure;
import org.tessera.messaging.Unacceptable;

/** Tokens in PostgreSQL, by COPY in and a cursor out. */
@ApplicationScoped
public class HoldingTable implements Holdings {
    private static final int FETCH = 10_000;
    private static final int BLOCK = 10_000;
    private static final String HELD = """
            SELECT domain, release, array_agg(DISTINCT profile) AS profiles, array_agg(DISTINCT epoch) AS epochs,
                   count(*) AS records
              FROM token_record t
             WHERE NOT EXISTS (SELECT 1 FROM withdrawal w
                                WHERE w.domain = t.domain AND w.partner = t.partner AND w.reference = t.reference)
            """;

    private final AgroalDataSource dataSource;
    private final Sql sql;
    private final StorageKeys keys;
    private final Clock clock;

    /** Reads and writes with these keys. */
    public HoldingTable(AgroalDataSource dataSource, Sql sql, StorageKeys keys, Clock clock) {
        this.dataSource = dataSource;
        this.sql = sql;
        this.keys = keys;
        this.clock = clock;
    }

    @Override
    @Transactional
    public long store(TokenBatch batch, Iterator<TokenRecord> records) {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TEMPORARY TABLE arriving (reference text, tokens bytea) ON COMMIT DROP");
            long copied = copy(connection, TokenCipher.encrypting(keys, batch.domain()), records);
            long stored = move(connection, batch);
            statement.execute("DROP TABLE arriving");
            if (stored != copied) {
                throw new Unacceptable("reference-repeated");
            }
            long fresh = sql.update(
                    "INSERT INTO token_batch VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
                    batch.batchId().value(),
                    batch.partner(),
                    batch.domain(),
                    batch.release(),
                    batch.profile(),
                    batch.epoch(),
                    stored,
                    clock.instant());
            if (fresh == 0) {
                throw new Unacceptable("batch-id-used");
            }
            return stored;
        } catch (SQLException e) {
            throw new StorageFailure(e);
        }
    }

    /**
     * Copies block by block. While a COPY runs its connection can do nothing else, and {@code records} may read its next
     * part over the same one: so a block is complete before it is sent.
     */
    private static long copy(Connection connection, TokenCipher cipher, Iterator<TokenRecord> records)
            throws SQLException {
        long rows = 0;
        List<TokenRecord> block = new ArrayList<>(BLOCK);
        while (records.hasNext()) {
            block.add(records.next());
            if (block.size() == BLOCK || !records.hasNext()) {
                try (CopyRows copy = new CopyRows(connection, "arriving (reference, tokens)")) {
                    for (TokenRecord tokens : block) {
                        copy.row(tokens.reference(), cipher.pack(tokens));
                    }
                    copy.finish();
                }
                rows += block.size();
                block.clear();
            }
        }
        return rows;
    }

    private long move(Connection connection, TokenBatch batch) throws SQLException {
        try (PreparedStatement move = connection.prepareStatement("""
                INSERT INTO token_record AS held
                SELECT DISTINCT ON (reference) ?, ?, ?, reference, ?, ?, ?, tokens FROM arriving
                    ON CONFLICT (domain, release, partner, reference) DO UPDATE
                   SET profile = excluded.profile, epoch = excluded.epoch,
                       storage_epoch = excluded.storage_epoch, tokens = excluded.tokens
                """)) {
            move.setString(1, batch.domain().name());
            move.setString(2, batch.release());
            move.setString(3, batch.partner());
            move.setString(4, batch.profile());
            move.setString(5, batch.epoch());
            move.setString(6, keys.currentEpoch());
            return move.executeLargeUpdate();
        }
    }

    @Override
    public Optional<Holding> find(Domain domain, String release) {
        return sql.first(
                HELD + " AND domain = ? AND release = ? GROUP BY domain, release",
                HoldingTable::holding,
                domain,
                release);
    }

    @Override
    public List<Holding> all() {
        return sql.list(HELD + " GROUP BY domain, release ORDER BY domain, release", HoldingTable::holding);
    }

    @Override
    public Optional<Holding> latest(Domain domain) {
        return sql.first(
                        "SELECT release FROM token_batch WHERE domain = ? ORDER BY received_at DESC, release DESC LIMIT 1",
                        row -> row.getString(1),
                        domain)
                .flatMap(release -> find(domain, release));
    }

    private static Holding holding(ResultSet row) throws SQLException {
        return new Holding(
                Domain.valueOf(row.getString("domain")),
                row.getString("release"),
                texts(row.getArray("profiles")),
                texts(row.getArray("epochs")),
                row.getLong("records"));
    }

    private static Set<String> texts(Array array) throws SQLException {
        return new TreeSet<>(Arrays.asList((String[]) array.getArray()));
    }

    @Override
    @Transactional
    public TokenTable load(Domain domain, String release) {
        Map<String, TokenCipher> ciphers = new HashMap<>();
        TokenTable.Builder table = new TokenTable.Builder();
        try (Connection connection = dataSource.getConnection();
                PreparedStatement select = connection.prepareStatement("""
                        SELECT reference, storage_epoch, tokens FROM token_record t
                         WHERE domain = ? AND release = ? AND NOT EXISTS
                               (SELECT 1 FROM withdrawal w
                                 WHERE w.domain = t.domain AND w.partner = t.partner AND w.reference = t.reference)
                        """)) {
            select.setString(1, domain.name());
            select.setString(2, release);
            select.setFetchSize(FETCH);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    TokenCipher cipher = ciphers.computeIfAbsent(
                            row.getString(2), epoch -> TokenCipher.decrypting(keys, domain, epoch));
                    cipher.unpack(row.getString(1), row.getBytes(3), table);
                }
            }
            return table.build();
        } catch (SQLException e) {
            throw new StorageFailure(e);
        }
    }
}
