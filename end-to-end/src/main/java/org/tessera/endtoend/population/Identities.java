package org.tessera.endtoend.population;

import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.tessera.endtoend.population.Names.Town;
import org.tessera.endtoend.population.Roster.Member;

/** Names, numbers and addresses of the roster's members, as either hospital knows them. */
final class Identities {
    private static final int AREAS = 565;
    private static final int GROUPS = 99;
    private static final int SERIALS = 9999;

    private final long seed;
    private final boolean quotedCommas;

    Identities(Roster roster) {
        this.seed = roster.seed();
        this.quotedCommas = roster.spec().mess().quotedCommas();
    }

    /** As the imaging hospital has them. */
    Identity ofCase(Member member, int copy) {
        return switch (member.story()) {
            case RENAMED -> renamed(member, copy).withSsn("");
            case CONFLICTING -> truth(member).withSsn(number(member));
            case UNREADABLE_CASE -> unreadable(member);
            case IMAGING_ONLY -> known(member, truth(member), 70, "case number");
            default -> linked(member, true);
        };
    }

    /** As the clinical hospital has them; {@code copy} 1 is the second hospital. */
    Identity ofRecord(Member member, int copy) {
        return switch (member.story()) {
            case RENAMED -> renamed(member, copy).withSsn(number(member));
            case CONFLICTING -> wrongBirthDate(member);
            case UNREADABLE_RECORD -> unreadable(member);
            case CLINICAL_ONLY -> known(member, truth(member), 80, "record number");
            default -> copy == 0 ? linked(member, false) : home(linked(member, false), member, "second hospital", 0);
        };
    }

    private Identity linked(Member member, boolean imaging) {
        Difference difference = Difference.of(seed, member);
        Identity truth = known(member, truth(member), imaging ? 70 : 80, imaging ? "case number" : "record number");
        if (difference.needsNumber()) {
            truth = truth.withSsn(number(member));
        }
        boolean changed = member.index() % 2 == 0 ? imaging : !imaging;
        return changed ? changed(truth, difference, member) : truth;
    }

    private Identity changed(Identity truth, Difference difference, Member member) {
        Identity told = difference.withoutNumber() ? truth.withSsn("") : truth;
        Chance chance = Chance.of(seed, "spelling", member.index());
        return switch (difference) {
            case NONE -> told;
            case DECORATED -> decorated(told, chance);
            case MOVED -> home(told, member, "moved", 1);
            case FIRST_NAME_TYPO -> told.withNames(TypingErrors.transposed(told.first(), chance), told.last());
            case SEX_MISRECORDED -> told.withSex("Male".equals(told.sex()) ? "Female" : "Male");
            case MARRIED_AND_MOVED -> home(told.withNames(told.first(), lastName(member, 64)), member, "moved", 1);
            case MISHEARD ->
                home(
                        told.withNames(
                                TypingErrors.doubled(told.first(), chance), TypingErrors.doubled(told.last(), chance)),
                        member,
                        "moved",
                        1);
            case NICKNAME -> told.withNames(nickname(told.first(), member), told.last());
            case LAST_NAME_TYPO -> told.withNames(told.first(), TypingErrors.transposed(told.last(), chance));
            case SWAPPED_NAMES -> home(told.withNames(told.last(), told.first()), member, "moved", 1);
        };
    }

    private static Identity decorated(Identity told, Chance chance) {
        return switch (chance.below(3)) {
            case 0 -> told.withNames("Dr. " + told.first(), told.last());
            case 1 -> told.withNames(told.first(), told.last() + " Jr");
            default -> told.withNames(TypingErrors.accented(told.first()), TypingErrors.accented(told.last()));
        };
    }

    private Identity known(Member member, Identity identity, int percent, String topic) {
        return Chance.of(seed, topic, member.index()).percent(percent) ? identity.withSsn(number(member)) : identity;
    }

    private Identity truth(Member member) {
        Chance chance = Chance.of(seed, "identity", member.index());
        String middle = String.valueOf((char) ('A' + chance.below(26)));
        Identity nowhere = new Identity(
                firstName(member, 0),
                middle,
                lastName(member, 0),
                member.birthDate().toString(),
                member.sex(),
                "",
                "",
                "",
                "",
                "");
        return home(nowhere, member, "home", 0);
    }

    private Identity renamed(Member member, int copy) {
        Identity maiden = truth(member);
        return copy == 0 ? maiden : home(maiden.withNames(maiden.first(), lastName(member, 64)), member, "moved", 1);
    }

    private Identity wrongBirthDate(Member member) {
        LocalDate born = member.birthDate();
        LocalDate wrong = member.ordinal() % 2 == 0
                ? LocalDate.of(born.getYear(), born.getDayOfMonth(), born.getMonthValue())
                : born.minusYears(10);
        return truth(member).withSsn(number(member)).withBirthDate(wrong.toString());
    }

    private Identity unreadable(Member member) {
        List<String> names = Names.UNREADABLE.get(member.ordinal() % Names.UNREADABLE.size());
        return truth(member).withNames(names.get(1), names.get(0));
    }

    /** {@code turn} 0 is the home town, 1 always another one. */
    private Identity home(Identity identity, Member member, String topic, int turn) {
        int town = Chance.of(seed, "town", member.index()).below(Names.TOWNS.size());
        Town place = Names.TOWNS.get((town + turn) % Names.TOWNS.size());
        Chance chance = Chance.of(seed, topic, member.index());
        String street = chance.between(1, 4999) + " " + chance.pick(Names.STREETS);
        String address = quotedCommas ? street + ", Apt \"" + chance.between(1, 40) + "\"" : street;
        String zip = place.prefix() + "%02d".formatted(chance.between(1, place.codes()));
        return identity.withHome(address, place.city(), place.state(), zip);
    }

    private static String lastName(Member member, int shift) {
        long place = member.birthDate().toEpochDay() * 31L + 37L * member.nameSlot() + shift;
        return Names.LAST.get((int) Math.floorMod(place, (long) Names.LAST.size()));
    }

    private static String firstName(Member member, int shift) {
        List<String> names = "Female".equals(member.sex()) ? Names.FEMALE : Names.MALE;
        long place = member.birthDate().toEpochDay() * 17L + 13L * member.nameSlot() + shift;
        return names.get((int) Math.floorMod(place, (long) names.size()));
    }

    private static String nickname(String first, Member member) {
        Map<String, String> nicknames = Names.NICKNAMES;
        String known = nicknames.get(first);
        if (known != null) {
            return known;
        }
        int shift = 29;
        while (firstName(member, shift).charAt(0) == first.charAt(0)) {
            shift++;
        }
        return firstName(member, shift);
    }

    /** Unique per member, in the ranges that are issued. */
    private static String number(Member member) {
        long place = (member.index() * 64_283L + 1_234_567L) % ((long) AREAS * GROUPS * SERIALS);
        long area = 100 + place / ((long) GROUPS * SERIALS);
        long group = 1 + place / SERIALS % GROUPS;
        long serial = 1 + place % SERIALS;
        return String.format(Locale.ROOT, "%03d-%02d-%04d", area, group, serial);
    }
}
