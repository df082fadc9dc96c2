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
        /**
         * So many hours after the study, by whole days: the study day, whose time is not known, and as many days after it as
         * the hours begin. 24 hours are the study day and the day after, so 47 hours at most, and what came earlier on the
         * study day counts. A visit counts by the day that it began.
         */
        HOURS_AFTER_STUDY
    }
}
