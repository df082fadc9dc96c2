package org.tessera.endtoend.population;

import java.time.LocalDate;
import org.tessera.endtoend.population.Illness.Outcome;
import org.tessera.endtoend.population.Roster.Member;

/** Writes hospital stays and what happens in them. */
final class Stays {
    private final long seed;
    private final OmopTables omop;

    Stays(long seed, OmopTables omop) {
        this.seed = seed;
        this.omop = omop;
    }

    void write(long person, Member member, Course course, Illness illness) {
        Chance chance = Chance.of(seed, "stay", member.index());
        Outcome outcome = illness.outcome(member);
        if (outcome == Outcome.VENTILATED_BEFORE) {
            LocalDate before = member.testDate().minusDays(400);
            omop.visit(person, Concepts.INPATIENT, before, before.plusDays(9), 1);
            omop.procedure(person, chance.pick(Concepts.VENTILATION), before.plusDays(2));
        }
        if (outcome == Outcome.DIED_LATER) {
            death(person, member.testDate().plusDays(210));
        }
        boolean inHospital = outcome.severe() || chance.percent(member.story() == Story.SUBCOHORT_1 ? 85 : 40);
        LocalDate radiograph = course.recordRadiographs().isEmpty()
                ? member.testDate()
                : member.testDate().plusDays(course.recordRadiographs().getFirst());
        if (inHospital) {
            writeStay(person, radiograph, outcome, chance);
        } else {
            omop.visit(person, Concepts.EMERGENCY, radiograph, radiograph, 1);
        }
    }

    /** A stay that holds the radiograph's day; a third of them in two adjacent visits, the outcome in the second. */
    private void writeStay(long person, LocalDate radiograph, Outcome outcome, Chance chance) {
        LocalDate admission = radiograph.minusDays(chance.below(3));
        LocalDate middle = radiograph.plusDays(1);
        LocalDate end = middle.plusDays(chance.between(2, 14));
        Object[] discharge = discharge(outcome, chance);
        if (chance.percent(33)) {
            omop.visit(person, Concepts.EMERGENCY_THEN_INPATIENT, admission, middle, 1);
            omop.visit(person, Concepts.INPATIENT_HOSPITAL, middle, end, 1, discharge);
        } else {
            omop.visit(person, Concepts.INPATIENT, admission, end, 1, discharge);
        }
        switch (outcome) {
            case VENTILATED -> omop.procedure(person, chance.pick(Concepts.VENTILATION), middle.plusDays(1));
            case ECMO -> omop.procedure(person, Concepts.ECMO, middle.plusDays(1));
            case DIED -> death(person, end);
            case MILD, HOSPICE, VENTILATED_BEFORE, DIED_LATER -> {}
        }
    }

    /** Hospice as a concept, or only as a text under concept 0. */
    private static Object[] discharge(Outcome outcome, Chance chance) {
        boolean hospice = outcome == Outcome.HOSPICE;
        if (outcome == Outcome.DIED) {
            return new Object[] {"discharged_to_concept_id", 0, "discharged_to_source_value", "Expired"};
        }
        boolean textOnly = hospice && chance.percent(50);
        return new Object[] {
            "discharged_to_concept_id",
            textOnly ? 0 : hospice ? Concepts.HOSPICE.id() : Concepts.HOME.id(),
            "discharged_to_source_value",
            textOnly ? "Discharged to hospice" : hospice ? "Hospice" : "Home"
        };
    }

    private void death(long person, LocalDate day) {
        omop.row("death", "person_id", person, "death_date", day);
    }
}
