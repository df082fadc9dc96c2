package org.tessera.enclave.protocol;

import java.util.Set;

/**
 * The dated event that intervals start from: a measurement with a certain result.
 *
 * @param name name of the event
 * @param measurement measurements that count
 * @param result answers that count, in value_as_concept_id
 * @param resultText answers that count as text, lower case, where the answer's concept is 0 or absent
 */
public record IndexEvent(String name, ConceptSet measurement, ConceptSet result, Set<String> resultText) {
    /** Copies the texts. */
    public IndexEvent {
        resultText = Set.copyOf(resultText);
    }
}
