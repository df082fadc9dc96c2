package org.tessera.enclave.alignment;

import java.util.Collection;
import java.util.List;
import org.tessera.enclave.protocol.ConceptSet;

/** OMOP's vocabulary as the hospitals have sent it beside their records. */
public interface LoadedVocabulary {
    /** Codes of these sets that it has no concept of, by vocabulary and code: rows of their concepts are not found. */
    List<ConceptSet.Code> missing(Collection<ConceptSet> sets);
}
