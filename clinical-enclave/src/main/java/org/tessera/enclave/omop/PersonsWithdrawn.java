package org.tessera.enclave.omop;

import java.util.Set;

/**
 * Persons have opted out. Fired inside the transaction that takes the opt-out in; whoever holds them lets them go.
 *
 * @param persons their numbers in all releases
 */
public record PersonsWithdrawn(Set<PersonId> persons) {
    public PersonsWithdrawn {
        persons = Set.copyOf(persons);
    }
}
