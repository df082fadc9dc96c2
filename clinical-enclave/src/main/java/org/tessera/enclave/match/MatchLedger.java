package org.tessera.enclave.match;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.tessera.envelope.Actor;
import org.tessera.messaging.Ledger;
import org.tessera.rest.Caller;

/** Writes every move of a match request into the ledger. */
@ApplicationScoped
public class MatchLedger {
    private final Ledger ledger;

    /** @param ledger of the enclave */
    public MatchLedger(Ledger ledger) {
        this.ledger = ledger;
    }

    /** A move that a person made. */
    public void moved(ProjectMatch match, Caller caller) {
        write(match, caller.actor(), caller.role(), null);
    }

    /** A move that the service made; {@code persons} it concerned, if that is known. */
    public void moved(ProjectMatch match, @Nullable Long persons) {
        write(match, null, null, persons);
    }

    /** Something was refused. */
    public void refused(MatchRefused refusal, String object, Caller caller) {
        ledger.denial(Ledger.Entry.of(
                "match-request.refused:"
                        + refusal.kind().name().toLowerCase(Locale.ROOT).replace('_', '-'),
                object,
                caller.actor(),
                caller.role()));
    }

    /** Links left match tables because somebody opted out. */
    public void dropped(long links) {
        if (links > 0) {
            ledger.transition(new Ledger.Entry("match-table.dropped", "match-tables", null, null, links, null));
        }
    }

    private void write(ProjectMatch match, @Nullable Actor actor, @Nullable String role, @Nullable Long persons) {
        ledger.transition(new Ledger.Entry(
                "match-request." + match.state().name().toLowerCase(Locale.ROOT),
                match.order().id().toString(),
                actor,
                role,
                persons,
                null));
    }
}
