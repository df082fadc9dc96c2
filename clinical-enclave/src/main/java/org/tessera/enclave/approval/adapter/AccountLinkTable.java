package org.tessera.enclave.approval.adapter;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import org.tessera.enclave.approval.Account;
import org.tessera.enclave.approval.AccountLinks;
import org.tessera.messaging.Sql;

/** Codes and links in PostgreSQL; both accounts of a link are unique there too. */
@ApplicationScoped
class AccountLinkTable implements AccountLinks {
    private final Sql sql;

    AccountLinkTable(Sql sql) {
        this.sql = sql;
    }

    @Override
    public void keep(Code code) {
        sql.update(
                "delete from account_link_code where subject = ?",
                code.account().subject());
        sql.update(
                "insert into account_link_code (hash, subject, username, expires_at) values (?, ?, ?, ?)",
                code.hash(),
                code.account().subject(),
                code.account().username(),
                code.expiresAt());
    }

    @Override
    public Optional<Code> lock(String hash) {
        return sql
                .list(
                        "select * from account_link_code where hash = ? for update",
                        row -> new Code(
                                row.getString("hash"),
                                account(row),
                                Sql.instant(row, "expires_at"),
                                Sql.instantOrNull(row, "used_at") != null),
                        hash)
                .stream()
                .findFirst();
    }

    @Override
    public void used(String hash, Instant at) {
        sql.update("update account_link_code set used_at = ? where hash = ?", at, hash);
    }

    @Override
    public void link(Link link) {
        sql.update(
                "insert into account_link (commons_account, subject, username, linked_at) values (?, ?, ?, ?)",
                link.commons(),
                link.enclave().subject(),
                link.enclave().username(),
                link.at());
    }

    @Override
    public Optional<Link> ofCommons(String account) {
        return one("commons_account", account);
    }

    @Override
    public Optional<Link> ofEnclave(Account account) {
        return one("subject", account.subject());
    }

    private Optional<Link> one(String column, String value) {
        return sql
                .list(
                        "select * from account_link where " + column + " = ?",
                        row -> new Link(row.getString("commons_account"), account(row), Sql.instant(row, "linked_at")),
                        value)
                .stream()
                .findFirst();
    }

    private static Account account(ResultSet row) throws SQLException {
        return new Account(row.getString("subject"), row.getString("username"));
    }
}
