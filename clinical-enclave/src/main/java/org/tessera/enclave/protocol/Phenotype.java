package org.tessera.enclave.protocol;

import java.util.List;

/**
 * An outcome as records show it: the first criterion met, in the phenotype's order, is the reason.
 *
 * @param name "severe-in-hospitalisation"
 * @param window when the evidence must lie
 * @param hours length of the window after the study, in hours; 0 unless the window is HOURS_AFTER_STUDY
 * @param criteria in order
 */
public record Phenotype(String name, When window, int hours, List<Criterion> criteria) {
    /** Copies the criteria. */
    public Phenotype {
        criteria = List.copyOf(criteria);
    }

    /** When the evidence must lie. */
    public enum When {
        /** From admission to discharge of the hospitalisation that holds the study day. */
        LINKED_HOSPITALISATION,
        /** Any time. */
        EVER,
        /** From the study day on, so many hours; by days where the record has no time. */
        HOURS_AFTER_STUDY
    }
}
