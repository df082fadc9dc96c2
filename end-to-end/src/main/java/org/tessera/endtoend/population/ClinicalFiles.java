package org.tessera.endtoend.population;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Map;
import org.tessera.endtoend.population.Concepts.Comorbidity;
import org.tessera.endtoend.population.Roster.Copy;
import org.tessera.endtoend.population.Roster.Member;

/** Writes the clinical side: each record's person, history, stays, tests, radiographs, blood pressure and outcome with true dates. */
final class ClinicalFiles implements AutoCloseable {
    private static final Map<String, Integer> RACES = Map.of(
            Demographics.BLACK, 8516,
            Demographics.WHITE, 8527,
            Demographics.ASIAN, 8515,
            Demographics.NATIVE, 8657,
            Demographics.PACIFIC, 8557);

    private final Roster roster;
    private final Courses courses;
    private final Illness illness;
    private final OmopTables omop;
    private final Stays stays;

    ClinicalFiles(Path folder, Roster roster) throws IOException {
        this.roster = roster;
        this.courses = new Courses(roster);
        this.illness = new Illness(roster);
        this.omop = new OmopTables(folder, roster.spec().mess());
        this.stays = new Stays(roster.seed(), omop);
    }

    void write(Copy copy) {
        Member member = copy.member();
        long person = roster.recordId(member, copy.number());
        writePerson(person, member, copy.number());
        writeHistory(person, member, copy.number());
        if (copy.number() == 0 || member.story() == Story.RENAMED) {
            Course course = courses.of(member);
            writeTests(person, member, course);
            writeRadiographs(person, member, course);
            stays.write(person, member, course, illness);
            writePressures(person, member, course);
        } else {
            LocalDate seen = member.testDate().minusDays(200);
            omop.visit(person, Concepts.OUTPATIENT, seen, seen, 3);
        }
    }

    long personRows() {
        return omop.rows("person");
    }

    /** Rows that no loader can take; it must say so and go on. */
    void writeBroken(long person) {
        omop.row(
                "measurement",
                "person_id",
                person,
                "measurement_concept_id",
                3027598,
                "measurement_date",
                "2021-13-45",
                "value_as_number",
                80);
        omop.row(
                "condition_occurrence",
                "person_id",
                "not a number",
                "condition_concept_id",
                37311061,
                "condition_start_date",
                "2021-02-03");
    }

    private void writePerson(long person, Member member, int copy) {
        Chance chance = Chance.of(roster.seed(), "registration", member.index());
        boolean raceUnknown = chance.percent(3);
        LocalDate born = member.birthDate();
        omop.row(
                "person",
                "person_id",
                person,
                "gender_concept_id",
                "Male".equals(member.sex()) ? 8507 : 8532,
                "year_of_birth",
                born.getYear(),
                "month_of_birth",
                born.getMonthValue(),
                "day_of_birth",
                born.getDayOfMonth(),
                "race_concept_id",
                raceUnknown ? 0 : RACES.getOrDefault(member.origin().race(), 0),
                "ethnicity_concept_id",
                ethnicity(member),
                "care_site_id",
                copy == 0 ? 1 + member.index() % 2 : 3,
                "person_source_value",
                "MRN-" + (40_000_000L + person * 3),
                "gender_source_value",
                member.sex().substring(0, 1),
                "race_source_value",
                raceUnknown ? "" : member.origin().race());
        omop.row(
                "observation_period",
                "person_id",
                person,
                "observation_period_start_date",
                member.testDate().minusDays(2500),
                "observation_period_end_date",
                member.testDate().plusDays(400));
    }

    private static int ethnicity(Member member) {
        return switch (member.origin().ethnicity()) {
            case Demographics.HISPANIC -> 38003563;
            case Demographics.NOT_HISPANIC -> 38003564;
            default -> 0;
        };
    }

    /** Conditions before the illness; and, for some, one long after it that must not count. */
    private void writeHistory(long person, Member member, int copy) {
        Chance chance = Chance.of(roster.seed(), "history dates", member.index());
        for (Comorbidity comorbidity : illness.history(member)) {
            int times = chance.between(1, 3);
            for (int i = 0; i < times; i++) {
                LocalDate seen = member.testDate().minusDays(chance.between(30, 2000));
                omop.condition(person, comorbidity.concept(), seen);
            }
        }
        if (copy == 0 && chance.percent(15)) {
            omop.condition(
                    person, Concepts.METASTASIS.concept(), member.testDate().plusDays(chance.between(60, 300)));
        }
        if (copy == 0) {
            writeSmoking(person, member, chance);
        }
    }

    /** S1, Table 2: 10.0 % smokers, 66.6 % not, the rest unknown. */
    private void writeSmoking(long person, Member member, Chance chance) {
        double draw = chance.unit();
        if (draw < 0.766) {
            Concepts.Concept smoking = draw < 0.1 ? Concepts.SMOKER : Concepts.NEVER_SMOKED;
            omop.row(
                    "observation",
                    "person_id",
                    person,
                    "observation_concept_id",
                    smoking.id(),
                    "observation_date",
                    member.testDate().minusDays(chance.between(0, 700)),
                    "observation_source_value",
                    smoking.name());
        }
    }

    private void writeTests(long person, Member member, Course course) {
        Chance chance = Chance.of(roster.seed(), "tests", member.index());
        for (int day : course.recordPositive()) {
            LocalDate date = member.testDate().plusDays(day);
            boolean textOnly = chance.percent(10);
            omop.test(person, chance.pick(Concepts.COVID_TESTS), date, chance.pick(Concepts.POSITIVE), textOnly);
            if (chance.percent(12)) {
                omop.test(person, chance.pick(Concepts.COVID_TESTS), date, chance.pick(Concepts.POSITIVE), false);
            }
            omop.condition(person, Concepts.COVID, date);
        }
        for (int day : course.recordNegative()) {
            LocalDate date = member.testDate().plusDays(day);
            omop.test(
                    person,
                    chance.pick(Concepts.COVID_TESTS),
                    date,
                    chance.pick(Concepts.NEGATIVE),
                    chance.percent(10));
        }
    }

    private void writeRadiographs(long person, Member member, Course course) {
        Chance chance = Chance.of(roster.seed(), "radiographs", member.index());
        for (int day : course.recordRadiographs()) {
            int times = chance.percent(15) ? 2 : 1;
            for (int i = 0; i < times; i++) {
                omop.procedure(
                        person,
                        chance.pick(Concepts.RADIOGRAPHS),
                        member.testDate().plusDays(day));
            }
        }
    }

    /** On each radiograph's day the minimum stands as planned; a day earlier it is always low, which must not count. */
    private void writePressures(long person, Member member, Course course) {
        Chance chance = Chance.of(roster.seed(), "pressure", member.index());
        for (int day : course.recordRadiographs()) {
            LocalDate date = member.testDate().plusDays(day);
            boolean low = member.story() == Story.SUBCOHORT_1 ? illness.lowPressure(member) : chance.percent(25);
            double least = low ? 52 + chance.below(170) / 10.0 : 70.5 + chance.below(250) / 10.0;
            if (chance.percent(25)) {
                writeCuff(person, date, least);
            } else {
                omop.number(person, Concepts.MEAN_PRESSURE, date, "09:00:00", least);
                omop.number(person, Concepts.MEAN_PRESSURE, date, "15:00:00", least + chance.between(1, 20));
            }
            if (!course.recordRadiographs().contains(day - 1)) {
                omop.number(person, Concepts.MEAN_PRESSURE, date.minusDays(1), "21:00:00", 55);
            }
        }
    }

    /** Only systolic and diastolic: mean = diastolic + a third of the difference, here exactly the mean or just above. */
    private void writeCuff(long person, LocalDate date, double mean) {
        double diastolic = Math.ceil(mean) - 10;
        omop.number(person, Concepts.DIASTOLIC, date, "07:30:00", diastolic);
        omop.number(person, Concepts.SYSTOLIC, date, "07:30:00", diastolic + 30);
    }

    @Override
    public void close() throws IOException {
        omop.close();
    }
}
