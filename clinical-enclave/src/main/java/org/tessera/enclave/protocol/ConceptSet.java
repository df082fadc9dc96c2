package org.tessera.enclave.protocol;

import java.util.Set;

/**
 * OMOP concepts that mean one thing, with where each of them was taken from.
 *
 * @param name name in the protocol
 * @param ids OMOP concept ids
 * @param codes codes of concepts whose OMOP id is not known; found in the loaded vocabulary, or in the source value
 *     where the record's concept is 0
 * @param sources where the concepts come from
 */
public record ConceptSet(String name, Set<Long> ids, Set<Code> codes, Set<String> sources) {
    /** Copies, so that nobody changes a set afterwards. */
    public ConceptSet {
        ids = Set.copyOf(ids);
        codes = Set.copyOf(codes);
        sources = Set.copyOf(sources);
    }

    /**
     * A code of a vocabulary.
     *
     * @param vocabulary OMOP vocabulary_id, "CPT4"
     * @param code OMOP concept_code, "71045"
     */
    public record Code(String vocabulary, String code) {}
}
