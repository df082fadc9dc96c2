package org.tessera.enclave.protocol;

import java.util.Collections;
import java.util.Set;

/**
 * Which images a study wants, and how the record shows that they were taken.
 *
 * @param modalities DICOM modalities accepted, upper case
 * @param view view position required, upper case
 * @param window days from the index event to the study
 * @param countBy what "one imaging study" counts
 * @param procedure procedures of the clinical record that show such a study
 */
public record Imaging(
        Set<String> modalities, String view, Window window, CountImagingBy countBy, ConceptSet procedure) {
    /** Copies the modalities. */
    public Imaging {
        modalities = Set.copyOf(modalities);
    }

    /** Whether a study or an image of these modalities is accepted: one of them is enough. */
    public boolean isInModality(Set<String> these) {
        return !Collections.disjoint(modalities, these);
    }

    /** Whether an image of these views shows the required one. */
    public boolean isInView(Set<String> ofImage) {
        return ofImage.contains(view);
    }

    /** What counts as one imaging study: S2 has 121 studies of 117 patients who have "one imaging study". */
    public enum CountImagingBy {
        /** Several studies of one calendar day count once. */
        STUDY_DAY,
        /** Every study counts. */
        STUDY
    }
}
