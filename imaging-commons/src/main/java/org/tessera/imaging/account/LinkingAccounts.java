package org.tessera.imaging.account;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.tessera.contracts.AccountLink;
import org.tessera.envelope.Actor;
import org.tessera.imaging.Budget;
import org.tessera.imaging.Refusals;
import org.tessera.messaging.Ledger;
import org.tessera.messaging.Ledger.Entry;
import org.tessera.messaging.Outbox;
import org.tessera.messaging.Outgoing;

/** Carries a one-time code from the account that entered it to the enclave, which alone knows whether it is good. */
@ApplicationScoped
public class LinkingAccounts {
    /** Where codes are sent. */
    public static final String CHANNEL = "commons.account-links.v1";

    private final Attempts attempts;
    private final LinkRules rules;
    private final Outbox outbox;
    private final Ledger ledger;
    private final Clock clock;

    LinkingAccounts(Attempts attempts, LinkRules rules, Outbox outbox, Ledger ledger, Clock clock) {
        this.attempts = attempts;
        this.rules = rules;
        this.outbox = outbox;
        this.ledger = ledger;
        this.clock = clock;
    }

    /**
     * Sends the code in the caller's transaction; what is kept of the attempt names neither the code nor a digest of it. The
     * message, and the digest of the request under its idempotency key, outlive the code by days. Throws the problem
     * "too-many-codes" (429), a denial in the ledger.
     */
    public UUID link(String code, Actor actor, String role) {
        Instant now = clock.instant();
        Budget budget = rules.budget();
        Optional<Instant> again = budget.givesAgain(attempts.since(budget.since(now), actor), now);
        if (again.isPresent()) {
            ledger.denial(Entry.of("account-link.denied:too-many-codes", "account-link", actor, role));
            throw Refusals.tooMany(
                    "too-many-codes",
                    "This account has entered too many codes for now.",
                    Duration.between(now, again.get()));
        }
        UUID id = UUID.randomUUID();
        attempts.add(id, actor, now);
        outbox.send(new Outgoing(CHANNEL, actor.subject(), new AccountLink(code, actor.subject()), actor, null));
        ledger.transition(Entry.of("account-link.sent", id.toString(), actor, role));
        return id;
    }

    /** When codes were entered, and by whom. */
    public interface Attempts {
        /** When the account entered some since, newest first; looked at one after the other until the transaction ends. */
        List<Instant> since(Instant since, Actor account);

        /** One more. */
        void add(UUID id, Actor account, Instant now);
    }
}
