package org.tessera.enclave.alignment;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Constellation match, beyond the published rule and kept apart from it: all relative days of a case at once, shifted
 * onto the dated record. Rescues persons of subcohorts 2 and 3 where one shift explains clearly more than any other.
 */
public final class Constellation {
    private Constellation() {}

    /**
     * A shift of the case onto the calendar.
     *
     * @param studyDay calendar day of the study under this shift
     * @param explained relative days that fall on a day of the record of the same kind
     * @param of relative days there are
     */
    public record Shift(LocalDate studyDay, int explained, int of) {}

    /**
     * What the candidates explain.
     *
     * @param shifts best first, then by day
     * @param ambiguity second best over best, 0..1; 0 when there is no second, 1 for a tie
     */
    public record Answer(List<Shift> shifts, double ambiguity) {
        /** Copies. */
        public Answer {
            shifts = List.copyOf(shifts);
        }
    }

    /**
     * What tells the days of a study apart that its intervals leave open; empty for every other verdict.
     *
     * @param match what interval matching found
     * @param studies all studies of the person
     * @param dates the record
     */
    static Optional<Answer> of(IntervalMatch match, List<ImagingStudy> studies, ClinicalDates dates) {
        boolean isOpen = match.verdict() == Verdict.SUBCOHORT_2 || match.verdict() == Verdict.SUBCOHORT_3;
        if (!isOpen || match.eligible().isEmpty()) {
            return Optional.empty();
        }
        ImagingStudy study = match.eligible().getFirst();
        Set<Integer> tests =
                study.intervals().stream().map(interval -> -interval).collect(Collectors.toSet());
        Set<LocalDate> candidates =
                match.pairs().stream().map(DatePair::procedure).collect(Collectors.toSet());
        return Optional.of(score(0, tests, around(study, studies), dates, candidates));
    }

    /** Days of the case's studies counted from one of them; another case has an index date of its own. */
    private static Set<Integer> around(ImagingStudy study, List<ImagingStudy> studies) {
        Set<Integer> days = new HashSet<>(Set.of(0));
        study.day()
                .ifPresent(own -> studies.stream()
                        .filter(each -> each.subject().equals(study.subject()))
                        .flatMap(each -> each.day().stream())
                        .forEach(day -> days.add(day - own)));
        return days;
    }

    /**
     * Scores every candidate day of a study.
     *
     * @param study relative day of the study
     * @param tests relative days of positive tests
     * @param studies relative days of all studies
     * @param dates the record
     * @param candidates calendar days that the study may be
     */
    public static Answer score(
            int study, Set<Integer> tests, Set<Integer> studies, ClinicalDates dates, Set<LocalDate> candidates) {
        List<Shift> shifts = new ArrayList<>();
        for (LocalDate candidate : new TreeSet<>(candidates)) {
            LocalDate zero = candidate.minusDays(study);
            long explained = tests.stream()
                            .filter(day -> dates.positiveTests().contains(zero.plusDays(day)))
                            .count()
                    + studies.stream()
                            .filter(day -> dates.procedures().contains(zero.plusDays(day)))
                            .count();
            shifts.add(new Shift(candidate, (int) explained, tests.size() + studies.size()));
        }
        shifts.sort(Comparator.comparingInt(Shift::explained).reversed().thenComparing(Shift::studyDay));
        double ambiguity = shifts.size() < 2 || shifts.getFirst().explained() == 0
                ? 0
                : (double) shifts.get(1).explained() / shifts.getFirst().explained();
        return new Answer(shifts, ambiguity);
    }
}
