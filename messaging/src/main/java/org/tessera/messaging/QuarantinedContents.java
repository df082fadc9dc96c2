package org.tessera.messaging;

import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;

/** What the messages in quarantine hold. It stands apart from {@link Quarantine} for handlers, which that calls. */
@Singleton
public final class QuarantinedContents {
    private final Sql sql;

    /** @param sql the service's database */
    public QuarantinedContents(Sql sql) {
        this.sql = sql;
    }

    /**
     * Forgets the contents of what waits on a channel under this key, in the caller's transaction: its writer took it back.
     * Their places, and their digests in the ledger, stay; keys and headers go with the next housekeeping.
     */
    public void forget(String channel, String key) {
        sql.update(
                "UPDATE quarantine SET payload = NULL, reason = 'recalled' WHERE channel = ? AND message_key = ?",
                channel,
                key.getBytes(StandardCharsets.UTF_8));
    }
}
