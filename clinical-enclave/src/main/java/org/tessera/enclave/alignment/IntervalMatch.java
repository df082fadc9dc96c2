package org.tessera.enclave.alignment;

import java.util.List;
import java.util.NavigableSet;

/**
 * What interval matching found for one person.
 *
 * @param verdict the first reason that applies
 * @param intervals intervals of her eligible study that lie in the window
 * @param pairs pairs of dates of the record that match one of them, in calendar order
 * @param inModality studies of the modality
 * @param inWindow those within the window
 * @param eligible those in the view too
 */
public record IntervalMatch(
        Verdict verdict,
        NavigableSet<Integer> intervals,
        List<DatePair> pairs,
        List<ImagingStudy> inModality,
        List<ImagingStudy> inWindow,
        List<ImagingStudy> eligible) {
    /** Copies. */
    public IntervalMatch {
        pairs = List.copyOf(pairs);
        inModality = List.copyOf(inModality);
        inWindow = List.copyOf(inWindow);
        eligible = List.copyOf(eligible);
    }
}
