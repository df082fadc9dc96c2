package org.tessera.enclave.alignment;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.tessera.enclave.protocol.Imaging;

/**
 * The CONSORT funnel of an alignment: who is left after each step, and why everyone else is not.
 *
 * @param stages in order
 * @param excluded everyone, by verdict, in the order of the verdicts
 * @param disagreements studies whose own intervals contradict the tests of their case
 */
public record Funnel(List<Stage> stages, List<Excluded> excluded, int disagreements) {
    /** Copies. */
    public Funnel {
        stages = List.copyOf(stages);
        excluded = List.copyOf(excluded);
    }

    /**
     * Who is left.
     *
     * @param name "linked"
     * @param persons persons
     * @param studies their studies that count at this stage
     * @param images images of those studies that count at this stage
     */
    public record Stage(String name, int persons, int studies, int images) {}

    /**
     * Everyone with one verdict.
     *
     * @param verdict the verdict
     * @param reason in words
     * @param persons persons
     * @param studies their studies that had counted until then
     * @param images the images of those
     */
    public record Excluded(Verdict verdict, String reason, int persons, int studies, int images) {}

    private static final List<Step> STEPS = List.of(
            new Step("catalogue", Verdict.NOT_LINKED),
            new Step("linked", Verdict.AMBIGUOUS_LINKAGE),
            new Step("linked to one record", Verdict.NO_STUDY_WITHIN_WINDOW),
            new Step("study within window", Verdict.NO_REQUIRED_VIEW),
            new Step("required view", Verdict.MISSING_POSITIVE_TEST),
            new Step("positive test in the record", Verdict.MISSING_CXR_PROCEDURE),
            new Step("imaging procedure in the record", Verdict.MULTIPLE_IMAGING_STUDIES),
            new Step("one imaging study", Verdict.INTERVAL_MISMATCH),
            new Step("interval matched", Verdict.SUBCOHORT_1));

    /** A step keeps everyone whose verdict is this one or a later one. */
    private record Step(String name, Verdict first) {}

    /** Counts persons, studies and images. */
    public static Funnel of(List<AlignedPerson> persons, Imaging imaging) {
        var matching = new IntervalMatching(imaging);
        List<Stage> stages = new ArrayList<>();
        for (Step step : STEPS) {
            List<AlignedPerson> left = persons.stream()
                    .filter(each -> each.verdict().compareTo(step.first()) >= 0)
                    .toList();
            stages.add(stage(step.name(), left, step.first(), matching));
        }
        List<AlignedPerson> cohort = persons.stream()
                .filter(each -> each.verdict() == Verdict.SUBCOHORT_1)
                .toList();
        stages.add(stage("final cohort", cohort, Verdict.SUBCOHORT_1, matching));
        Map<Verdict, List<AlignedPerson>> by = new EnumMap<>(Verdict.class);
        persons.forEach(each ->
                by.computeIfAbsent(each.verdict(), any -> new ArrayList<>()).add(each));
        List<Excluded> excluded = new ArrayList<>();
        for (Verdict verdict : Verdict.values()) {
            List<AlignedPerson> these = by.getOrDefault(verdict, List.of());
            int[] counts = counts(these, verdict, matching);
            excluded.add(new Excluded(verdict, verdict.reason(), these.size(), counts[0], counts[1]));
        }
        int disagreements =
                persons.stream().mapToInt(AlignedPerson::disagreements).sum();
        return new Funnel(stages, excluded, disagreements);
    }

    private static Stage stage(String name, List<AlignedPerson> left, Verdict at, IntervalMatching matching) {
        int[] counts = counts(left, at, matching);
        return new Stage(name, left.size(), counts[0], counts[1]);
    }

    private static int[] counts(List<AlignedPerson> persons, Verdict at, IntervalMatching matching) {
        int images = 0;
        Set<String> studies = new HashSet<>();
        for (AlignedPerson person : persons) {
            for (ImagingStudy study : counted(person.match(), at)) {
                studies.add(study.subject().value() + " " + study.studyUid());
                images += (int) study.images().stream()
                        .filter(image -> at.compareTo(Verdict.NO_REQUIRED_VIEW) <= 0 || matching.inView(image))
                        .count();
            }
        }
        return new int[] {studies.size(), images};
    }

    private static List<ImagingStudy> counted(IntervalMatch match, Verdict at) {
        if (at.compareTo(Verdict.NO_STUDY_WITHIN_WINDOW) <= 0) {
            return match.inModality();
        }
        return at == Verdict.NO_REQUIRED_VIEW ? match.inWindow() : match.eligible();
    }
}
