package org.tessera.enclave.alignment;

import java.time.LocalDate;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import org.tessera.contracts.CommonsSubjectId;
import org.tessera.enclave.omop.PersonId;

/**
 * The verdict on one person, with real identifiers: inside the service only.
 *
 * @param subjects her cases
 * @param records her records; empty unless linked for sure
 * @param match what was found
 * @param constellation what all relative days at once say where one interval leaves the study's day open; not in the verdict
 * @param disagreements studies whose own intervals contradict the tests of their case
 */
public record AlignedPerson(
        List<CommonsSubjectId> subjects,
        List<PersonId> records,
        IntervalMatch match,
        Optional<Constellation.Answer> constellation,
        int disagreements) {
    /** Copies. */
    public AlignedPerson {
        subjects = List.copyOf(subjects);
        records = List.copyOf(records);
    }

    /** The verdict. */
    public Verdict verdict() {
        return match.verdict();
    }

    /** Calendar day of her study, where the verdict is {@link Verdict#SUBCOHORT_1}: one pair of dates tells it. */
    public LocalDate studyDay() {
        return match.pairs().getFirst().procedure();
    }

    /** The day from which one of her cases counts days, by its eligible study; empty where no such study tells it. */
    public Optional<LocalDate> indexDay(CommonsSubjectId subject) {
        return match.eligible().stream()
                .filter(study -> study.subject().equals(subject))
                .flatMap(study -> study.day().stream())
                .findFirst()
                .map(days -> studyDay().minusDays(days));
    }

    /** Intervals of the eligible study. */
    public NavigableSet<Integer> intervals() {
        return match.intervals();
    }
}
