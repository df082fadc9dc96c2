package org.tessera.enclave.analysis.release;

import org.tessera.enclave.alignment.AlignedPerson;
import org.tessera.enclave.alignment.Verdict;

/** A stage of the cohort that is described and compared with reference populations. */
enum Stage {
    /** Linked for sure. */
    LINKED("linked"),
    /** Some pair of dates has an interval of the study. */
    INTERVAL_ALIGNED("interval-aligned"),
    /** The study population: one interval, one pair of dates. */
    FINAL_COHORT("final-cohort");

    private final String text;

    Stage(String text) {
        this.text = text;
    }

    /** As in messages and parameters. */
    String text() {
        return text;
    }

    /** Whether a person is in it. */
    boolean holds(AlignedPerson person) {
        return switch (this) {
            case LINKED -> person.verdict().compareTo(Verdict.NO_STUDY_WITHIN_WINDOW) >= 0;
            case INTERVAL_ALIGNED -> person.verdict().compareTo(Verdict.SUBCOHORT_1) >= 0;
            case FINAL_COHORT -> person.verdict() == Verdict.SUBCOHORT_1;
        };
    }
}
