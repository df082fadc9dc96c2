package org.tessera.endtoend.population;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.tessera.endtoend.population.Demographics.Ages;
import org.tessera.endtoend.population.Demographics.Origin;

/**
 * Everybody, by index: who lives which story, with which demographics, and under which number at each hospital. A few
 * dozen bytes per person; everything else about a person is drawn again from the seed whenever it is asked for.
 */
final class Roster {
    /** Persons of one birth date whose names can be told apart. */
    private static final int NAMES_PER_BIRTH_DATE = 58;

    private static final LocalDate FIRST_BIRTH = LocalDate.of(1915, 1, 1);
    private static final int BIRTH_DAYS = 45_000;

    /** What the roster says of a person. */
    record Member(
            int index,
            Story story,
            int ordinal,
            String sex,
            Origin origin,
            int age,
            LocalDate testDate,
            LocalDate birthDate,
            int nameSlot) {}

    private final long seed;
    private final PopulationSpec spec;
    private final List<Member> members = new ArrayList<>();
    private final int[] caseNumbers;
    private final int[] recordNumbers;

    Roster(long seed, PopulationSpec spec) {
        this.seed = seed;
        this.spec = spec;
        int[] used = new int[BIRTH_DAYS];
        for (Group group : Group.values()) {
            addGroup(group, used);
        }
        caseNumbers = shuffled("case numbers", members.size() * 2);
        recordNumbers = shuffled("record numbers", members.size() * 2);
    }

    long seed() {
        return seed;
    }

    PopulationSpec spec() {
        return spec;
    }

    List<Member> members() {
        return members;
    }

    /** Public id of the person's case; {@code copy} is 1 for the second case of one person. */
    String caseId(Member member, int copy) {
        return "TES-%06d".formatted(100_000 + caseNumbers[member.index() * 2 + copy]);
    }

    /** The hospital's own record number. */
    long recordId(Member member, int copy) {
        return 7_000_000L + recordNumbers[member.index() * 2 + copy];
    }

    /** Members with a case, in the order of the case numbers; each twice where there are two cases. */
    List<Copy> cases() {
        return inOrder(
                caseNumbers, copy -> copy.number() < copy.member().story().cases());
    }

    /** Clinical records in the order of the record numbers. */
    List<Copy> records() {
        return inOrder(
                recordNumbers,
                copy -> copy.member().story().clinical() && (copy.number() == 0 || hasSecondRecord(copy.member())));
    }

    /** Whether the person is known at two hospitals of the clinical side. */
    boolean hasSecondRecord(Member member) {
        if (member.story() == Story.RENAMED) {
            return true;
        }
        return member.story().linked()
                && spec.twoHospitals() > 0
                && member.index() % spec.twoHospitals() == 1
                && Difference.of(seed, member) == Difference.NONE;
    }

    /** One case or record of a member. */
    record Copy(Member member, int number) {}

    private interface Wanted {
        boolean holds(Copy copy);
    }

    private List<Copy> inOrder(int[] numbers, Wanted wanted) {
        int[] at = new int[numbers.length];
        for (int i = 0; i < numbers.length; i++) {
            at[numbers[i]] = i;
        }
        List<Copy> copies = new ArrayList<>();
        for (int slot : at) {
            Copy copy = new Copy(members.get(slot / 2), slot % 2);
            if (wanted.holds(copy)) {
                copies.add(copy);
            }
        }
        return copies;
    }

    private int[] shuffled(String topic, int size) {
        int[] numbers = new int[size];
        for (int i = 0; i < size; i++) {
            numbers[i] = i;
        }
        Chance.of(seed, topic, 0).shuffle(numbers);
        return numbers;
    }

    /** Three populations with their own demographics. */
    private enum Group {
        COHORT,
        LINKED,
        OTHER;

        boolean holds(Story story) {
            return switch (this) {
                case COHORT -> story == Story.SUBCOHORT_1;
                case LINKED -> story.linked() && story != Story.SUBCOHORT_1;
                case OTHER -> !story.linked();
            };
        }
    }

    private void addGroup(Group group, int[] used) {
        List<Story> stories = new ArrayList<>();
        List<Integer> ordinals = new ArrayList<>();
        for (Story story : Story.values()) {
            for (int i = 0; group.holds(story) && i < spec.quota(story).persons(); i++) {
                stories.add(story);
                ordinals.add(i);
            }
        }
        int persons = stories.size();
        List<String> sexes = shares(group, "sex", persons);
        List<Origin> origins = origins(group, persons);
        List<Ages> ages = Demographics.apportion(
                group == Group.COHORT ? Demographics.COHORT_AGES : Demographics.LINKED_AGES,
                persons,
                Chance.of(seed, group + " age", 0));
        for (int i = 0; i < persons; i++) {
            members.add(member(stories.get(i), ordinals.get(i), sexes.get(i), origins.get(i), ages.get(i), used));
        }
    }

    private Member member(Story story, int ordinal, String sex, Origin origin, Ages ages, int[] used) {
        int index = members.size();
        Chance chance = Chance.of(seed, "member", index);
        int age = chance.between(ages.least(), ages.most());
        LocalDate tested = story.linked() && story != Story.SUBCOHORT_1
                ? LocalDate.of(2020, 3, 5).plusDays(chance.below(460))
                : LocalDate.of(2020, 6, 3).plusDays(chance.below(1045));
        LocalDate born = tested.minusYears(age).minusDays(chance.below(360) + 1L);
        if (story == Story.CONFLICTING) {
            born = born.withDayOfMonth(born.getMonthValue() % 12 + 1);
        }
        int day = (int) (born.toEpochDay() - FIRST_BIRTH.toEpochDay());
        int slot = used[day]++;
        if (slot >= NAMES_PER_BIRTH_DATE) {
            throw new IllegalArgumentException("The population is too large: more than " + NAMES_PER_BIRTH_DATE
                    + " persons would share one birth date and could not be told apart.");
        }
        int exactAge = (int) java.time.temporal.ChronoUnit.YEARS.between(born, tested);
        return new Member(index, story, ordinal, sex, origin, exactAge, tested, born, slot);
    }

    private List<String> shares(Group group, String topic, int persons) {
        return Demographics.apportion(
                switch (group) {
                    case COHORT -> Demographics.COHORT_SEXES;
                    case LINKED -> Demographics.LINKED_SEXES;
                    case OTHER -> Demographics.OTHER_SEXES;
                },
                persons,
                Chance.of(seed, group + " " + topic, 0));
    }

    private List<Origin> origins(Group group, int persons) {
        if (group == Group.COHORT) {
            return Demographics.apportion(Demographics.COHORT_ORIGINS, persons, Chance.of(seed, group + " origin", 0));
        }
        boolean linked = group == Group.LINKED;
        List<String> races = Demographics.apportion(
                linked ? Demographics.LINKED_RACES : Demographics.OTHER_RACES,
                persons,
                Chance.of(seed, group + " race", 0));
        List<String> ethnicities = Demographics.apportion(
                linked ? Demographics.LINKED_ETHNICITIES : Demographics.OTHER_ETHNICITIES,
                persons,
                Chance.of(seed, group + " ethnicity", 0));
        List<Origin> origins = new ArrayList<>(persons);
        for (int i = 0; i < persons; i++) {
            origins.add(new Origin(races.get(i), ethnicities.get(i)));
        }
        return origins;
    }
}
