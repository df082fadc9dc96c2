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
        return sql.list("SELECT epoch FROM storage_epoch WHERE unordered", row -> row.getString(1));
    }

    @Override
    public void ordered() {
        sql.update("UPDATE storage_epoch SET unordered = false WHERE unordered");
    }

    @Override
    public void note(String epoch, byte[] fingerprint) {
        sql.update("""
                INSERT INTO storage_epoch AS known (epoch, fingerprint) VALUES (?, ?)
                    ON CONFLICT (epoch) DO UPDATE SET fingerprint = excluded.fingerprint WHERE known.fingerprint IS NULL
                """, epoch, fingerprint);
    }

    @Override
    public boolean agrees(String epoch, byte[] fingerprint) {
        return !sql.exists("SELECT 1 FROM storage_epoch WHERE epoch = ? AND fingerprint <> ?", epoch, fingerprint);
    }

    @Override
    public boolean begin(String epoch) {
        return sql.first("""
                        UPDATE storage_epoch
                           SET number = nextval('storage_epoch_number'),
                               reached = NOT EXISTS (
                                   SELECT 1 FROM storage_epoch WHERE epoch <> ? AND (number IS NOT NULL OR unordered))
                         WHERE epoch = ? AND number IS NULL RETURNING NOT reached
                        """, row -> row.getBoolean(1), epoch, epoch).orElse(false);
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
        Set<String> held = new TreeSet<>(unordered());
        for (String table : List.of("token_record", "encoding", "hash_key")) {
            held.addAll(sql.list(HELD.replace("TABLE_NAME", table), row -> row.getString(1)));
        }
        return held;
    }
}
