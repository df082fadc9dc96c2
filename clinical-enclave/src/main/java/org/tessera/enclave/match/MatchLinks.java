package org.tessera.enclave.match;

import java.util.List;
import java.util.Set;
import org.tessera.contracts.MatchRequestId;
import org.tessera.enclave.omop.PersonId;

/** The linked persons of match requests. */
public interface MatchLinks {
    /** Keeps them in this order. */
    void add(MatchRequestId id, List<LinkedPerson> persons);

    /** Forgets all of a request. */
    void forget(MatchRequestId id);

    /** Forgets, in every table, whoever is linked to one of these; how many links went. */
    long forgetPersons(Set<PersonId> persons);

    /** Forgets, in every table, whoever has a case that the newest catalogue version has no more; how many links went. */
    long forgetGoneCases();
}
