package org.tessera.enclave.match;

import java.util.List;
import org.tessera.contracts.CommonsSubjectId;
import org.tessera.enclave.omop.PersonId;

/**
 * One person whom the broker linked.
 *
 * @param subjects her cases in the commons, at least one
 * @param persons her records in the enclave (several when several hospitals know her), or every candidate when AMBIGUOUS
 * @param linkage how sure it is; only UNIQUE may be used as one person
 * @param evidence rules that agreed, best first
 */
public record LinkedPerson(
        List<CommonsSubjectId> subjects, List<PersonId> persons, Linkage linkage, List<String> evidence) {
    public LinkedPerson {
        subjects = List.copyOf(subjects);
        persons = List.copyOf(persons);
        evidence = List.copyOf(evidence);
    }
}
