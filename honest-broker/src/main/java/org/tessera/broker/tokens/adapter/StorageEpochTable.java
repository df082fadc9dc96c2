package org.tessera.broker.tokens.adapter;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.tessera.broker.tokens.StorageEpochs;
import org.tessera.messaging.Sql;

/** The storage epochs in PostgreSQL. */
@ApplicationScoped
public class StorageEpochTable implements StorageEpochs {
    /** Steps from one epoch to the next in the index. */
    private static final String HELD = """
            WITH RECURSIVE step AS (
                (SELECT storage_epoch FROM TABLE_NAME ORDER BY storage_epoch LIMIT 1)
                UNION ALL
                SELECT (SELECT storage_epoch FROM TABLE_NAME WHERE storage_epoch > step.storage_epoch
                         ORDER BY storage_epoch LIMIT 1)
                  FROM step WHERE step.storage_epoch IS NOT NULL)
            SELECT storage_epoch FROM step WHERE storage_epoch IS NOT NULL
            """;

    private final Sql sql;

    /** In this database. */
    public StorageEpochTable(Sql sql) {
        this.sql = sql;
    }

    @Override
    public void lock() {
        sql.lock("storage epochs");
    }

    @Override
    public List<String> unordered() {
        return sql.list("SELECT epoch FROM storage_epoch WHERE number IS NULL", row -> row.getString(1));
    }

    @Override
    public boolean agrees(String epoch, byte[] fingerprint) {
        sql.update(
                "UPDATE storage_epoch SET fingerprint = ? WHERE epoch = ? AND fingerprint IS NULL", fingerprint, epoch);
        return !sql.exists("SELECT 1 FROM storage_epoch WHERE epoch = ? AND fingerprint <> ?", epoch, fingerprint);
    }

    @Override
    public boolean begin(String epoch, byte[] fingerprint) {
        return sql.first("""
                        INSERT INTO storage_epoch AS known (epoch, number, fingerprint, reached)
                        VALUES (?, nextval('storage_epoch_number'), ?,
                                NOT EXISTS (SELECT 1 FROM storage_epoch WHERE epoch <> ?))
                            ON CONFLICT (epoch) DO UPDATE SET number = excluded.number, reached = excluded.reached
                         WHERE known.number IS NULL RETURNING NOT reached
                        """, row -> row.getBoolean(1), epoch, fingerprint, epoch)
                .orElse(false);
    }

    @Override
    public boolean isLatest(String epoch) {
        return sql.exists(
                "SELECT 1 FROM storage_epoch WHERE epoch = ? AND number = (SELECT max(number) FROM storage_epoch)",
                epoch);
    }

    @Override
    public boolean reached(String epoch) {
        return sql.update("UPDATE storage_epoch SET reached = true WHERE epoch = ? AND NOT reached", epoch) == 1;
    }

    @Override
    public Set<String> held() {
        Set<String> held = new TreeSet<>();
        for (String table : List.of("token_record", "encoding", "hash_key")) {
            held.addAll(sql.list(HELD.replace("TABLE_NAME", table), row -> row.getString(1)));
        }
        return held;
    }
}
