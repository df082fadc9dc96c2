package org.tessera.enclave.protocol;

import java.util.Set;

/** One kind of evidence for a phenotype. */
public sealed interface Criterion {
    /** Name of the evidence, shown as the reason. */
    String name();

    /** A row of one of these concepts among procedures, conditions, observations, devices or measurements. */
    record Event(String name, ConceptSet concepts) implements Criterion {}

    /** A death record; one of a day before the study contradicts the study and does not count. */
    record Death(String name) implements Criterion {}

    /** A visit of one of these concepts, or a part of a visit, such as the intensive care within a hospitalisation. */
    record Visit(String name, ConceptSet concepts) implements Criterion {}

    /**
     * Discharge to a place.
     *
     * @param name name of the evidence
     * @param concepts discharged_to concepts
     * @param text a discharged_to source value that contains one of these counts too; lower case
     */
    record Discharge(String name, ConceptSet concepts, Set<String> text) implements Criterion {
        /** Copies the texts. */
        public Discharge {
            text = Set.copyOf(text);
        }
    }
}
