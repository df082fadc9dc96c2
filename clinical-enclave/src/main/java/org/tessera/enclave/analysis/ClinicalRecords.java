package org.tessera.enclave.analysis;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.tessera.enclave.omop.PersonId;
import org.tessera.enclave.protocol.Protocol;

/** Reads what the indicators of a protocol need. */
public interface ClinicalRecords {
    /** The records of these persons, as far as the protocol names their concepts; absent persons have none. */
    Map<PersonId, ClinicalRecord> of(Set<PersonId> persons, Protocol protocol);

    /** All visits of these persons, and nothing else; absent persons have none. */
    Map<PersonId, List<ClinicalRecord.Visit>> visits(Set<PersonId> persons);
}
