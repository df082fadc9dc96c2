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
    public void add(UUID releasedId) {
        sql.lock(lock(releasedId));
        sql.update("insert into recalled_release (released) values (?) on conflict do nothing", releasedId);
    }

    @Override
    public boolean contains(UUID releasedId) {
        sql.lock(lock(releasedId));
        return !sql.list("select from recalled_release where released = ?", row -> true, releasedId)
                .isEmpty();
    }

    private static String lock(UUID releasedId) {
        return "release " + releasedId;
    }
}
