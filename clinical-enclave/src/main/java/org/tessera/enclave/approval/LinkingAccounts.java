package org.tessera.enclave.approval;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import org.tessera.enclave.approval.AccountLinks.Code;
import org.tessera.enclave.approval.AccountLinks.Link;
import org.tessera.envelope.Actor;
import org.tessera.messaging.Ledger;

/** Links a researcher's account of the enclave with hers of the commons: once, by a code that only she has seen. */
@ApplicationScoped
@Transactional
public class LinkingAccounts {
    /** How long a code can be entered. */
    public static final Duration LIFETIME = Duration.ofMinutes(15);

    private static final String LETTERS = "ABCDEFGHJKMNPQRSTUVWXYZ23456789";
    private static final int LENGTH = 26;

    private final AccountLinks links;
    private final Ledger ledger;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    LinkingAccounts(AccountLinks links, Ledger ledger, Clock clock) {
        this.links = links;
        this.ledger = ledger;
        this.clock = clock;
    }

    /**
     * A code as its owner sees it, this once.
     *
     * @param code 26 letters and digits, about 128 bits
     * @param expiresAt when it is worth nothing any more
     */
    public record Issued(String code, Instant expiresAt) {}

    /** Issues a code; an earlier one of hers is worth nothing from now on. Only its hash is kept. */
    public Issued issue(Acting by) {
        var code = new StringBuilder();
        for (int i = 0; i < LENGTH; i++) {
            code.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
        }
        var expiresAt = clock.instant().plus(LIFETIME);
        links.keep(new Code(hash(code.toString()), by.account(), expiresAt, false));
        ledger.transition(Ledger.Entry.of("account-link.code-issued", "account-link", by.actor(), by.role()));
        return new Issued(code.toString(), expiresAt);
    }

    /**
     * Somebody entered a code at the commons. What is wrong is recorded as a denial and changes nothing; entering a good
     * code twice changes nothing either.
     *
     * @param account subject of the commons account
     */
    public void enter(String code, String account) {
        var actor = new Actor(account, "commons");
        var reason = refusal(code, account);
        if (reason.isPresent()) {
            ledger.denial(Ledger.Entry.of("account-link." + reason.get(), "account-link", actor, null));
            return;
        }
        var found = links.lock(hash(code)).orElseThrow();
        links.used(found.hash(), clock.instant());
        links.link(new Link(account, found.account(), clock.instant()));
        ledger.transition(Ledger.Entry.of("account-link.linked", "account-link", actor, null));
    }

    private Optional<String> refusal(String code, String account) {
        var found = links.lock(hash(code));
        if (found.isEmpty()) {
            return Optional.of("unknown-code-denied");
        }
        if (found.get().isUsed()) {
            return Optional.of("used-code-denied");
        }
        if (!clock.instant().isBefore(found.get().expiresAt())) {
            return Optional.of("expired-code-denied");
        }
        return links.ofCommons(account).isPresent()
                        || links.ofEnclave(found.get().account()).isPresent()
                ? Optional.of("already-linked-denied")
                : Optional.empty();
    }

    /** The link of an account, if there is one. */
    public Optional<Link> of(Acting by) {
        return links.ofEnclave(by.account());
    }

    /** What is kept of a code: hex SHA-256, spaces, dashes and case of what was typed set aside. */
    static String hash(String code) {
        var plain = code.replaceAll("[\\s-]", "").toUpperCase(Locale.ROOT);
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(plain.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
