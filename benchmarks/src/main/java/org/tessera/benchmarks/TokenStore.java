package org.tessera.benchmarks;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.tessera.broker.tokens.Holdings;
import org.tessera.broker.tokens.StorageKeys;
import org.tessera.broker.tokens.TokenCipher;
import org.tessera.broker.tokens.adapter.BatchTable;
import org.tessera.broker.tokens.adapter.HoldingTable;
import org.tessera.contracts.Domain;
import org.tessera.contracts.TokenRecord;
import org.tessera.contracts.TokenRule;
import org.tessera.messaging.CopyRows;
import org.tessera.messaging.Sql;

/**
 * A PostgreSQL of its own on 127.0.0.1, with the broker's tables and, beside them, the same tokens as a table that
 * PostgreSQL itself can join.
 */
final class TokenStore implements AutoCloseable {
    static final String RELEASE = "R1";
    private static final List<String> SCHEMA = List.of(
            "V1__broker.sql", "V2__holding.sql", "V3__encoding.sql", "V4__storage_epochs.sql", "V10__shares.sql");
    private static final int PORTION = 100_000;
    private static final String ROWS =
            "token_record (domain, release, partner, reference, profile, epoch, storage_epoch, tokens)";

    /** Tells of every step of the server; held here, since a logger that nobody holds forgets its level. */
    private static final Logger TALKATIVE = Logger.getLogger("");

    static {
        TALKATIVE.setLevel(Level.WARNING);
    }

    private final List<TokenRule> rules;
    private final EmbeddedPostgres postgres;
    private final Connection connection;
    private final StorageKeys keys;

    TokenStore(List<TokenRule> rules) throws IOException, SQLException {
        this.rules = rules;
        this.postgres = EmbeddedPostgres.builder()
                .setServerConfig("listen_addresses", "127.0.0.1")
                .setServerConfig("fsync", "off")
                .setServerConfig("max_wal_size", "4GB")
                // One process, as Tessera's linkage is one thread; and room for it to hash in.
                .setServerConfig("max_parallel_workers_per_gather", "0")
                .setServerConfig("work_mem", "256MB")
                .start();
        this.connection = postgres.getPostgresDatabase().getConnection();
        // In a transaction, as a migration runs.
        connection.setAutoCommit(false);
        for (String script : SCHEMA) {
            execute(resource("/db/migration/" + script));
        }
        connection.commit();
        connection.setAutoCommit(true);
        this.keys = keys();
    }

    private static String resource(String name) throws IOException {
        try (InputStream in = HoldingTable.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IOException(name + " is not there");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static StorageKeys keys() throws IOException {
        Path file = Files.createTempFile("storage", ".key");
        try {
            return StorageKeys.read(Files.writeString(file, "0f".repeat(32) + " bench-1\n"));
        } finally {
            Files.delete(file);
        }
    }

    /** Stores a release twice: as the broker does, and in clear. */
    void fill(Domain domain, TokenSets.Release release) throws Exception {
        StringBuilder columns = new StringBuilder();
        rules.forEach(rule ->
                columns.append(columns.isEmpty() ? "" : ", ").append(rule).append(" uuid"));
        execute("CREATE TABLE " + clear(domain) + " (" + columns + ")");
        Filling filling = new Filling(domain);
        release.into(filling);
        filling.flush();
        execute("ANALYZE");
    }

    private static String clear(Domain domain) {
        return domain.name().toLowerCase(Locale.ROOT);
    }

    /** The broker's own view of the tokens. */
    Holdings holdings() {
        Sql sql = new Sql(postgres.getPostgresDatabase());
        return new HoldingTable(sql, new BatchTable(sql), keys, Clock.systemUTC());
    }

    /** How many pairs agree, summed over the rules that may match. */
    long join() throws SQLException {
        long pairs = 0;
        for (TokenRule rule : rules) {
            if (rule.mayMatch()) {
                try (Statement statement = connection.createStatement();
                        ResultSet row = statement.executeQuery(
                                "SELECT count(*) FROM clinical c JOIN imaging i ON c." + rule + " = i." + rule)) {
                    row.next();
                    pairs += row.getLong(1);
                }
            }
        }
        return pairs;
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Override
    public void close() throws SQLException, IOException {
        connection.close();
        postgres.close();
    }

    /** Writes records in portions. */
    private final class Filling implements TokenSets.Sink {
        private final Domain domain;
        private final TokenCipher cipher;
        private final List<TokenRecord> portion = new ArrayList<>(PORTION);
        private String reference = "";
        private Map<String, byte[]> tokens = new HashMap<>();

        Filling(Domain domain) {
            this.domain = domain;
            this.cipher = TokenCipher.encrypting(keys, domain);
        }

        @Override
        public void record(String name) {
            reference = name;
            tokens = new HashMap<>();
        }

        @Override
        public void token(TokenRule rule, long high, long low) {
            byte[] token = ByteBuffer.allocate(TokenRecord.TOKEN_BYTES)
                    .putLong(high)
                    .putLong(low)
                    .array();
            tokens.put(rule.name(), token);
        }

        @Override
        public void end() throws SQLException {
            portion.add(new TokenRecord(reference, tokens));
            if (portion.size() == PORTION) {
                flush();
            }
        }

        private void flush() throws SQLException {
            try (CopyRows copy = new CopyRows(connection, ROWS)) {
                for (TokenRecord row : portion) {
                    copy.row(
                            domain,
                            RELEASE,
                            "partner-north",
                            row.reference(),
                            TokenRule.PROFILE,
                            "e1",
                            keys.currentEpoch(),
                            cipher.pack(row));
                }
                copy.finish();
            }
            try (CopyRows copy = new CopyRows(connection, clear(domain))) {
                for (TokenRecord row : portion) {
                    copy.row(rules.stream().map(rule -> uuid(row, rule)).toArray());
                }
                copy.finish();
            }
            portion.clear();
        }

        private static @Nullable UUID uuid(TokenRecord row, TokenRule rule) {
            byte[] token = row.tokens().get(rule.name());
            if (token == null) {
                return null;
            }
            ByteBuffer halves = ByteBuffer.wrap(token);
            return new UUID(halves.getLong(), halves.getLong());
        }
    }
}
