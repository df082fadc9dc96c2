package org.tessera.enclave.alignment;

import java.util.Map;
import java.util.Set;
import org.tessera.enclave.omop.PersonId;
import org.tessera.enclave.protocol.ConceptSet;
import org.tessera.enclave.protocol.IndexEvent;

/** The calendar days of the clinical side that interval matching needs. */
public interface ClinicalDays {
    /**
     * Days of positive tests and of the imaging procedure; a person who has neither may be absent.
     *
     * @param persons whose
     * @param event which tests and which answers
     * @param procedure which procedures
     */
    Map<PersonId, ClinicalDates> days(Set<PersonId> persons, IndexEvent event, ConceptSet procedure);
}
