package org.tessera.enclave.alignment;

import java.time.LocalDate;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;

/**
 * A person on the clinical side: whole calendar days, each once.
 *
 * @param positiveTests days of positive tests
 * @param procedures days of the imaging procedure
 */
public record ClinicalDates(Set<LocalDate> positiveTests, Set<LocalDate> procedures) {
    /** Copies. */
    public ClinicalDates {
        positiveTests = Set.copyOf(positiveTests);
        procedures = Set.copyOf(procedures);
    }

    /** The dates of all the records of one person together. */
    public static ClinicalDates union(Collection<ClinicalDates> records) {
        Set<LocalDate> tests = new HashSet<>();
        Set<LocalDate> procedures = new HashSet<>();
        for (ClinicalDates each : records) {
            tests.addAll(each.positiveTests());
            procedures.addAll(each.procedures());
        }
        return new ClinicalDates(tests, procedures);
    }
}
