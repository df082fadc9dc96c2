package org.tessera.endtoend.population;

import java.util.List;
import org.tessera.endtoend.population.Concepts.Comorbidity;
import org.tessera.endtoend.population.PopulationSpec.Outcomes;
import org.tessera.endtoend.population.PopulationSpec.Quota;
import org.tessera.endtoend.population.Roster.Member;

/**
 * How ill a person is: outcome, history, blood pressure and lungs. Within subcohort 1 the numbers of persons are those
 * of the spec exactly.
 */
final class Illness {
    /** What happens in the linked hospitalisation, or outside it. */
    enum Outcome {
        MILD,
        VENTILATED,
        ECMO,
        DIED,
        HOSPICE,
        /** Ventilated in an earlier stay: severe ever, not in the linked hospitalisation. */
        VENTILATED_BEFORE,
        /** Died months later: not in the linked hospitalisation. */
        DIED_LATER;

        /** Severe COVID-19 in S2's sense. */
        boolean severe() {
            return this == VENTILATED || this == ECMO || this == DIED || this == HOSPICE;
        }
    }

    private static final int STRIDE_OF_HISTORY = 7919;
    private static final int STRIDE_OF_PRESSURE = 104729;

    private final long seed;
    private final PopulationSpec spec;

    Illness(Roster roster) {
        this.seed = roster.seed();
        this.spec = roster.spec();
    }

    Outcome outcome(Member member) {
        if (member.story() != Story.SUBCOHORT_1) {
            return everVentilated(member) ? Outcome.VENTILATED_BEFORE : Outcome.MILD;
        }
        int severe = spec.outcomes().severe();
        if (member.ordinal() >= severe) {
            return switch ((member.ordinal() - severe) % 31) {
                case 3 -> Outcome.DIED_LATER;
                case 17 -> Outcome.VENTILATED_BEFORE;
                default -> Outcome.MILD;
            };
        }
        return switch (member.ordinal() % 12) {
            case 0, 2, 4, 6, 8, 10 -> Outcome.VENTILATED;
            case 1 -> Outcome.ECMO;
            case 3, 7, 11 -> Outcome.DIED;
            default -> Outcome.HOSPICE;
        };
    }

    /** Conditions before the admission. */
    List<Comorbidity> history(Member member) {
        Chance chance = Chance.of(seed, "history", member.index());
        boolean high = member.story() == Story.SUBCOHORT_1
                ? spread(
                        member,
                        STRIDE_OF_HISTORY,
                        spec.outcomes().severeHighCharlson(),
                        spec.outcomes().mildHighCharlson())
                : chance.percent(35);
        return chance.pick(high ? Concepts.HIGH : Concepts.LOW);
    }

    /** Whether the minimum mean arterial pressure on the study's day is below 70. */
    boolean lowPressure(Member member) {
        return spread(
                member,
                STRIDE_OF_PRESSURE,
                spec.outcomes().severeLowPressure(),
                spec.outcomes().mildLowPressure());
    }

    /** How much of the lungs is consolidated in an image, 0..1; higher in the severely ill, with much overlap. */
    double opacity(Member member, int image) {
        double base = Chance.of(seed, "lungs", member.index()).unit();
        double jitter = (Chance.of(seed, "image", member.index() * 64L + image).unit() - 0.5) * 0.12;
        double exponent = outcome(member).severe() ? 1.1 : 2.1;
        return Math.max(0, Math.min(1, Math.pow(base, exponent) + jitter * base));
    }

    private boolean everVentilated(Member member) {
        if (!member.story().linked()) {
            return false;
        }
        int others = spec.linked() - spec.quota(Story.SUBCOHORT_1).persons();
        int place = member.index() - spec.quota(Story.SUBCOHORT_1).persons();
        return Chance.chosen(place, spec.everVentilated(), others, 1);
    }

    private boolean spread(Member member, int stride, int ofSevere, int ofMild) {
        Outcomes outcomes = spec.outcomes();
        Quota quota = spec.quota(Story.SUBCOHORT_1);
        int mild = quota.persons() - outcomes.severe();
        return member.ordinal() < outcomes.severe()
                ? Chance.chosen(member.ordinal(), ofSevere, outcomes.severe(), stride)
                : Chance.chosen(member.ordinal() - outcomes.severe(), ofMild, mild, stride);
    }
}
