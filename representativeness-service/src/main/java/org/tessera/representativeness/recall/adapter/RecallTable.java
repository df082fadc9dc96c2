package org.tessera.representativeness.recall.adapter;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.UUID;
import org.tessera.messaging.Sql;
import org.tessera.representativeness.recall.Recalls;

/** Recalls in table {@code recalled_release}. */
@ApplicationScoped
@Transactional
public class RecallTable implements Recalls {
    private final Sql sql;

    RecallTable(Sql sql) {
        this.sql = sql;
    }

    @Override
    public void add(String channel, UUID releasedId) {
        sql.lock(lock(channel, releasedId));
        sql.update(
                "insert into recalled_release (channel, released) values (?, ?) on conflict do nothing",
                channel,
                releasedId);
    }

    @Override
    public boolean contains(String channel, UUID releasedId) {
        sql.lock(lock(channel, releasedId));
        return !sql.list(
                        "select from recalled_release where channel = ? and released = ?",
                        row -> true,
                        channel,
                        releasedId)
                .isEmpty();
    }

    private static String lock(String channel, UUID releasedId) {
        return "release " + channel + " " + releasedId;
    }
}
