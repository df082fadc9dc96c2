package org.tessera.enclave.omop;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import java.time.Clock;
import java.util.Set;
import org.tessera.contracts.EnclaveRef;
import org.tessera.messaging.Ledger;
import org.tessera.messaging.Unacceptable;

/** An opt-out takes effect at once: no later load takes the person in, and open match tables drop her. */
@ApplicationScoped
public class TakingWithdrawals {
    private final References references;
    private final Event<PersonsWithdrawn> events;
    private final Ledger ledger;
    private final Clock clock;

    /** Puts the use case together. */
    public TakingWithdrawals(References references, Event<PersonsWithdrawn> events, Ledger ledger, Clock clock) {
        this.references = references;
        this.events = events;
        this.ledger = ledger;
        this.clock = clock;
    }

    /**
     * Takes one in, in the caller's transaction; the same again changes nothing.
     *
     * @param partner who sent it: only the partner that named a reference may withdraw it
     */
    public void withdraw(String partner, EnclaveRef reference) {
        Set<String> owners = references.partnersOf(reference);
        if (!owners.isEmpty() && !owners.contains(partner)) {
            throw new Unacceptable("reference-of-another-partner");
        }
        Set<PersonId> persons = references.withdraw(reference, partner, clock.instant());
        if (!persons.isEmpty()) {
            events.fire(new PersonsWithdrawn(persons));
        }
        ledger.transition(new Ledger.Entry("person.withdrawn", "clinical-record", null, null, 1L, null));
    }
}
