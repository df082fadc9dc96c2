package org.tessera.enclave.analysis;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import org.tessera.enclave.protocol.ConceptSet;

/**
 * The hospitalisation that holds a study.
 *
 * @param admission first day
 * @param discharge last day
 * @param assumed true where no inpatient visit holds the study day: the study day then stands for the admission
 */
public record Hospitalisation(LocalDate admission, LocalDate discharge, boolean assumed) {
    /** Merges overlapping and adjacent inpatient visits and takes the one that holds the day. */
    public static Hospitalisation holding(LocalDate day, List<ClinicalRecord.Visit> visits, ConceptSet inpatient) {
        List<ClinicalRecord.Visit> stays = visits.stream()
                .filter(each -> inpatient.ids().contains(each.concept()))
                .sorted(Comparator.comparing(ClinicalRecord.Visit::start))
                .toList();
        LocalDate from = LocalDate.MIN;
        LocalDate to = LocalDate.MIN;
        for (ClinicalRecord.Visit stay : stays) {
            boolean goesOn = !to.equals(LocalDate.MIN) && !stay.start().isAfter(to.plusDays(1));
            if (!goesOn) {
                if (holds(from, to, day)) {
                    break;
                }
                from = stay.start();
                to = stay.end();
            } else if (stay.end().isAfter(to)) {
                to = stay.end();
            }
        }
        return holds(from, to, day) ? new Hospitalisation(from, to, false) : new Hospitalisation(day, day, true);
    }

    /** Whether a day lies in it, both ends included. */
    public boolean holds(LocalDate day) {
        return holds(admission, discharge, day);
    }

    private static boolean holds(LocalDate from, LocalDate to, LocalDate day) {
        return !day.isBefore(from) && !day.isAfter(to);
    }
}
