package org.tessera.enclave.alignment;

import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.tessera.enclave.protocol.Imaging;

/** The rule of Whitney, Baccile et al. 2025 in whole calendar days: study day minus test day, exactly equal on both sides. */
public final class IntervalMatching {
    private final Imaging imaging;

    /** By the imaging part of a protocol. */
    public IntervalMatching(Imaging imaging) {
        this.imaging = imaging;
    }

    /**
     * The verdict on one person.
     *
     * @param studies her studies
     * @param link how sure her linkage is
     * @param dates her dates on the clinical side; empty when not linked for sure
     */
    public IntervalMatch match(List<ImagingStudy> studies, Link link, Optional<ClinicalDates> dates) {
        List<ImagingStudy> inModality = studies.stream()
                .filter(each -> imaging.isInModality(each.modalities()))
                .toList();
        List<ImagingStudy> inWindow = inModality.stream()
                .filter(each -> each.intervals().stream().anyMatch(imaging.window()::contains))
                .toList();
        List<ImagingStudy> eligible = inWindow.stream()
                .filter(each -> each.images().stream().anyMatch(this::inView))
                .toList();
        NavigableSet<Integer> intervals = new TreeSet<>();
        eligible.forEach(each ->
                each.intervals().stream().filter(imaging.window()::contains).forEach(intervals::add));
        List<DatePair> pairs = dates.map(each -> pairs(intervals, each)).orElse(List.of());
        Verdict verdict = early(link, inWindow, eligible)
                .or(() -> missing(dates))
                .or(() -> several(eligible))
                .orElseGet(() -> matched(intervals, pairs));
        return new IntervalMatch(
                verdict, Collections.unmodifiableNavigableSet(intervals), pairs, inModality, inWindow, eligible);
    }

    /** How sure the linkage is, as matching sees it. */
    public enum Link {
        /** No record. */
        NONE,
        /** Exactly one person. */
        SURE,
        /** A tie or a contradiction. */
        UNSURE
    }

    /** Whether an image is in the view that the protocol requires, and its own series in the modality. */
    public boolean inView(ImagingStudy.Image image) {
        return imaging.isInModality(image.modalities()) && imaging.isInView(image.views());
    }

    private static Optional<Verdict> early(Link link, List<ImagingStudy> inWindow, List<ImagingStudy> eligible) {
        if (link == Link.NONE) {
            return Optional.of(Verdict.NOT_LINKED);
        }
        if (link == Link.UNSURE) {
            return Optional.of(Verdict.AMBIGUOUS_LINKAGE);
        }
        if (inWindow.isEmpty()) {
            return Optional.of(Verdict.NO_STUDY_WITHIN_WINDOW);
        }
        return eligible.isEmpty() ? Optional.of(Verdict.NO_REQUIRED_VIEW) : Optional.empty();
    }

    private static Optional<Verdict> missing(Optional<ClinicalDates> dates) {
        if (dates.isEmpty() || dates.get().positiveTests().isEmpty()) {
            return Optional.of(Verdict.MISSING_POSITIVE_TEST);
        }
        return dates.get().procedures().isEmpty() ? Optional.of(Verdict.MISSING_CXR_PROCEDURE) : Optional.empty();
    }

    private Optional<Verdict> several(List<ImagingStudy> eligible) {
        return count(eligible) > 1 ? Optional.of(Verdict.MULTIPLE_IMAGING_STUDIES) : Optional.empty();
    }

    /** Studies, counted as the protocol says; where a day is not given, equal lists of intervals mean the same day. */
    private int count(List<ImagingStudy> eligible) {
        if (imaging.countBy() == Imaging.CountImagingBy.STUDY) {
            return eligible.size();
        }
        boolean everyDayKnown = eligible.stream().allMatch(each -> each.day().isPresent());
        Set<List<Object>> days = new HashSet<>();
        for (ImagingStudy study : eligible) {
            Object day = everyDayKnown ? study.day().orElseThrow() : study.intervals();
            days.add(List.of(study.subject(), day));
        }
        return days.size();
    }

    private static List<DatePair> pairs(NavigableSet<Integer> intervals, ClinicalDates dates) {
        List<DatePair> pairs = new ArrayList<>();
        for (var test : dates.positiveTests()) {
            for (int interval : intervals) {
                var procedure = test.plus(interval, ChronoUnit.DAYS);
                if (dates.procedures().contains(procedure)) {
                    pairs.add(new DatePair(interval, test, procedure));
                }
            }
        }
        pairs.sort(Comparator.comparing(DatePair::test).thenComparingInt(DatePair::interval));
        return pairs;
    }

    private static Verdict matched(NavigableSet<Integer> intervals, List<DatePair> pairs) {
        long found = pairs.stream().map(DatePair::interval).distinct().count();
        if (found == 0) {
            return Verdict.INTERVAL_MISMATCH;
        }
        if (intervals.size() == 1) {
            return pairs.size() == 1 ? Verdict.SUBCOHORT_1 : Verdict.SUBCOHORT_2;
        }
        return found == 1 ? Verdict.MULTIPLE_INTERVALS_SINGLE_MATCH : Verdict.SUBCOHORT_3;
    }
}
