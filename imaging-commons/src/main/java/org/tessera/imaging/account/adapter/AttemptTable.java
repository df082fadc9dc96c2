package org.tessera.imaging.account.adapter;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.tessera.envelope.Actor;
import org.tessera.imaging.account.LinkingAccounts;
import org.tessera.messaging.Sql;

/** Entered codes, without the codes. */
@ApplicationScoped
class AttemptTable implements LinkingAccounts.Attempts {
    private final Sql sql;

    AttemptTable(Sql sql) {
        this.sql = sql;
    }

    @Override
    public List<Instant> since(Instant since, Actor account) {
        sql.lock("account-link/" + account.subject());
        return sql.list(
                "select sent_at from account_link where account = ? and sent_at > ? order by sent_at desc",
                row -> Sql.instant(row, "sent_at"),
                account.subject(),
                since);
    }

    @Override
    public void add(UUID id, Actor account, Instant now) {
        sql.update("insert into account_link (id, account, sent_at) values (?, ?, ?)", id, account.subject(), now);
    }
}
