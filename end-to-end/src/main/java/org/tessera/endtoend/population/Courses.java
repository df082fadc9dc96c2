package org.tessera.endtoend.population;

import java.util.ArrayList;
import java.util.List;
import org.tessera.endtoend.population.Course.Study;
import org.tessera.endtoend.population.PopulationSpec.Quota;
import org.tessera.endtoend.population.Roster.Member;

/** Lays out tests, studies and procedures so that the interval rule must come to the verdict of the member's story. */
final class Courses {
    private static final List<Integer> NEVER = List.of();

    private final long seed;
    private final PopulationSpec spec;

    Courses(Roster roster) {
        this.seed = roster.seed();
        this.spec = roster.spec();
    }

    Course of(Member member) {
        Chance chance = Chance.of(seed, "course", member.index());
        int day = chance.below(8);
        return switch (member.story()) {
            case SUBCOHORT_1 -> clean(member, day, chance);
            case SUBCOHORT_2 ->
                course(List.of(0), eligible(member, day, chance), List.of(0, 40), List.of(day, 40 + day));
            case SUBCOHORT_3 -> twoTests(member, chance, true);
            case MULTIPLE_INTERVALS_SINGLE_MATCH -> twoTests(member, chance, false);
            case INTERVAL_MISMATCH ->
                course(List.of(0), eligible(member, day, chance), List.of(0), List.of(day + chance.between(1, 3)));
            case MULTIPLE_IMAGING_STUDIES -> severalDays(member, chance);
            case MISSING_CXR_PROCEDURE -> course(List.of(0), eligible(member, day, chance), List.of(0), NEVER);
            case MISSING_POSITIVE_TEST -> noPositive(member, day, chance);
            case NO_REQUIRED_VIEW -> otherView(day, chance);
            case NO_STUDY_WITHIN_WINDOW -> outsideWindow(day, chance);
            case RENAMED, CONFLICTING ->
                course(List.of(0), List.of(study(day, chance, List.of("AP"))), List.of(0), List.of(day));
            case IMAGING_ONLY -> imagingOnly(day, chance);
            case UNREADABLE_CASE -> course(List.of(0), List.of(study(day, chance, List.of("AP"))), NEVER, NEVER);
            case CLINICAL_ONLY, UNREADABLE_RECORD -> clinicalOnly(day, chance);
        };
    }

    private static Course course(List<Integer> tests, List<Study> studies, List<Integer> positive, List<Integer> cxr) {
        return new Course(tests, NEVER, studies, positive, NEVER, cxr);
    }

    /** One interval, one matching pair; noise that must not change it: negative tests, a later test, a later study. */
    private Course clean(Member member, int day, Chance chance) {
        List<Integer> tests = chance.percent(6) ? List.of(0, 30) : List.of(0);
        List<Integer> negative = chance.percent(20) ? List.of(-9) : NEVER;
        List<Study> studies = new ArrayList<>(eligible(member, day, chance));
        List<Integer> radiographs = new ArrayList<>(List.of(day));
        if (tests.size() == 1 && chance.percent(25)) {
            int later = chance.between(20, 60);
            studies.add(study(later, chance, List.of("AP")));
            radiographs.add(later);
        }
        return new Course(tests, negative, studies, tests, negative, radiographs);
    }

    private Course twoTests(Member member, Chance chance, boolean bothRecorded) {
        int between = chance.between(1, 3);
        int day = between + chance.below(5);
        return course(
                List.of(0, between),
                eligible(member, day, chance),
                bothRecorded ? List.of(0, between) : List.of(0),
                List.of(day));
    }

    private Course severalDays(Member member, Chance chance) {
        int first = chance.below(4);
        int second = first + chance.between(1, 3);
        List<Study> studies = new ArrayList<>(eligible(member, first, chance));
        studies.add(study(second, chance, List.of("AP")));
        return course(List.of(0), studies, List.of(0), List.of(first, second));
    }

    private Course noPositive(Member member, int day, Chance chance) {
        List<Integer> negative = chance.percent(60) ? List.of(0, 1) : NEVER;
        return new Course(List.of(0), NEVER, eligible(member, day, chance), NEVER, negative, List.of(day));
    }

    private static Course otherView(int day, Chance chance) {
        List<String> views = chance.percent(50) ? List.of("PA", "LL") : List.of("PA");
        return course(List.of(0), List.of(study(day, chance, views)), List.of(0), List.of(day));
    }

    private static Course outsideWindow(int day, Chance chance) {
        return switch (chance.below(6)) {
            case 0 ->
                course(List.of(0), List.of(study(-chance.between(1, 20), chance, List.of("AP"))), List.of(0), NEVER);
            case 1 ->
                course(
                        List.of(0),
                        List.of(new Study(day, "CT", List.of(""), false)),
                        List.of(0),
                        chance.percent(30) ? List.of(day) : NEVER);
            case 2 -> course(List.of(0), List.of(), List.of(0), List.of(day));
            case 3 ->
                new Course(
                        NEVER, List.of(0), List.of(study(day, chance, List.of("AP"))), NEVER, List.of(0), List.of(day));
            default -> {
                int late = chance.between(8, 90);
                yield course(List.of(0), List.of(study(late, chance, List.of("AP"))), List.of(0), List.of(late));
            }
        };
    }

    private static Course imagingOnly(int day, Chance chance) {
        if (chance.percent(30)) {
            return course(List.of(0), List.of(study(day, chance, List.of("AP"))), NEVER, NEVER);
        }
        return chance.percent(40) ? otherView(day, chance) : outsideWindow(day, chance);
    }

    private static Course clinicalOnly(int day, Chance chance) {
        List<Integer> positive = chance.percent(60) ? List.of(0) : NEVER;
        List<Integer> negative = positive.isEmpty() ? List.of(0) : NEVER;
        return new Course(NEVER, NEVER, List.of(), positive, negative, chance.percent(40) ? List.of(day) : NEVER);
    }

    /** The eligible studies of one day: by the story's quota a second study, and one image more. */
    private List<Study> eligible(Member member, int day, Chance chance) {
        Quota quota = spec.quota(member.story());
        boolean second = Chance.chosen(member.ordinal(), quota.sameDayStudies(), quota.persons(), 7919);
        boolean more = Chance.chosen(member.ordinal(), quota.extraImages(), quota.persons(), 104729);
        List<String> views = new ArrayList<>(more ? List.of("AP", "AP") : List.of("AP"));
        boolean viewOnStudy = !more && chance.percent(8);
        if (!viewOnStudy && chance.percent(25)) {
            views.add("LL");
        }
        List<Study> studies = new ArrayList<>();
        studies.add(new Study(day, chance.percent(70) ? "DX" : "CR", List.copyOf(views), viewOnStudy));
        if (second) {
            studies.add(study(day, chance, List.of("AP")));
        }
        return studies;
    }

    private static Study study(int day, Chance chance, List<String> views) {
        return new Study(day, chance.percent(70) ? "DX" : "CR", views, false);
    }
}
