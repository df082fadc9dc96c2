package org.tessera.broker.tokens.adapter;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Set;
import javax.crypto.SecretKey;
import org.tessera.broker.tokens.HashKeys;
import org.tessera.broker.tokens.StorageKeys;
import org.tessera.messaging.Sql;

/** The keys of hashes in PostgreSQL, wrapped. */
@ApplicationScoped
public class HashKeyTable implements HashKeys {
    private static final String COHORTS = "cohort";

    private final Sql sql;
    private final StorageKeys keys;

    /** In this database, wrapped by these keys. */
    public HashKeyTable(Sql sql, StorageKeys keys) {
        this.sql = sql;
        this.keys = keys;
    }

    private record HashKey(String purpose, SecretKey key) {}

    @Override
    public void keep(String epoch) {
        sql.update(
                "INSERT INTO hash_key (purpose, storage_epoch, wrapped) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
                COHORTS,
                keys.currentEpoch(),
                keys.wrap(keys.hashKeyOf(epoch, COHORTS)));
    }

    @Override
    public SecretKey cohorts() {
        return sql.first(
                        "SELECT storage_epoch, wrapped FROM hash_key WHERE purpose = ?",
                        row -> keys.unwrap(row.getString("storage_epoch"), row.getBytes("wrapped")),
                        COHORTS)
                .orElseThrow(() -> new IllegalStateException("there is no key for the hashes of cohorts"));
    }

    /** Wraps anew, in the caller's transaction, what is wrapped under these epochs. */
    void toCurrent(Set<String> older) {
        for (HashKey each : sql.list(
                "SELECT purpose, storage_epoch, wrapped FROM hash_key WHERE storage_epoch = ANY (?) FOR UPDATE",
                row -> new HashKey(
                        row.getString("purpose"), keys.unwrap(row.getString("storage_epoch"), row.getBytes("wrapped"))),
                List.copyOf(older))) {
            sql.update(
                    "UPDATE hash_key SET storage_epoch = ?, wrapped = ? WHERE purpose = ?",
                    keys.currentEpoch(),
                    keys.wrap(each.key()),
                    each.purpose());
        }
    }
}
