package org.tessera.enclave.alignment;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What came of a person; the first reason that applies, in this order (Whitney, Baccile et al. 2025, Table 1 and Fig. 2). */
@Schema(name = "AlignmentVerdict")
public enum Verdict {
    /** No record of the enclave belongs to this case. */
    NOT_LINKED("no linked clinical record"),
    /** Several records could be hers, or identifiers contradict each other; a tie is never broken. */
    AMBIGUOUS_LINKAGE("more than one possible clinical record"),
    /** No study of the modality within the window of a positive test. */
    NO_STUDY_WITHIN_WINDOW("no imaging study within the window"),
    /** Studies within the window, none in the view. */
    NO_REQUIRED_VIEW("no image in the required view"),
    /** The clinical record has no positive test. */
    MISSING_POSITIVE_TEST("no positive test in the clinical record"),
    /** The clinical record has no such imaging procedure. */
    MISSING_CXR_PROCEDURE("no imaging procedure in the clinical record"),
    /** Eligible studies on several days. */
    MULTIPLE_IMAGING_STUDIES("more than one imaging study"),
    /** No pair of test and procedure in the record has an interval of the study. */
    INTERVAL_MISMATCH("no pair of dates with the interval of the study"),
    /** One interval, one pair of dates: the study population. */
    SUBCOHORT_1("one interval, one pair of dates"),
    /** One interval, several calendar days. */
    SUBCOHORT_2("one interval on several calendar days"),
    /** Several intervals, at least two found in the record. */
    SUBCOHORT_3("several intervals, several found"),
    /** Several intervals, one found in the record. */
    MULTIPLE_INTERVALS_SINGLE_MATCH("several intervals, one found");

    private final String reason;

    Verdict(String reason) {
        this.reason = reason;
    }

    /** The reason in words. */
    public String reason() {
        return reason;
    }
}
