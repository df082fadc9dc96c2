package org.tessera.endtoend.population;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Sex, race, ethnicity and age group of the persons of a group, in fixed proportions: weights become whole persons by
 * largest remainder, so with the papers' numbers the counts are exactly theirs.
 */
final class Demographics {
    static final String NOT_REPORTED = "Not Reported";
    static final String HISPANIC = "Hispanic or Latino";
    static final String NOT_HISPANIC = "Not Hispanic or Latino";
    static final String BLACK = "Black or African American";
    static final String WHITE = "White";
    static final String ASIAN = "Asian";
    static final String NATIVE = "American Indian or Alaska Native";
    static final String PACIFIC = "Native Hawaiian or other Pacific Islander";
    static final String OTHER = "Other";

    /** A share of a group. */
    record Share<T>(T value, int weight) {}

    /** Race and ethnicity in MIDRC's enumerations. */
    record Origin(String race, String ethnicity) {}

    /** Age in whole years, both included. */
    record Ages(int least, int most) {}

    private Demographics() {}

    /** S2's final cohort: Black not Hispanic 75.5 %, the rest small; the joint counts are ours. */
    static final List<Share<Origin>> COHORT_ORIGINS = List.of(
            new Share<>(new Origin(BLACK, NOT_HISPANIC), 84),
            new Share<>(new Origin(BLACK, NOT_REPORTED), 4),
            new Share<>(new Origin(WHITE, NOT_HISPANIC), 8),
            new Share<>(new Origin(WHITE, HISPANIC), 9),
            new Share<>(new Origin(ASIAN, NOT_HISPANIC), 4),
            new Share<>(new Origin(NOT_REPORTED, HISPANIC), 6),
            new Share<>(new Origin(NOT_REPORTED, NOT_REPORTED), 2));

    /** S2, Table 2: 56 % male. */
    static final List<Share<String>> COHORT_SEXES = List.of(new Share<>("Male", 66), new Share<>("Female", 51));

    /** S2, Table 2: median age 60, quartiles 47.5 and 74. */
    static final List<Share<Ages>> COHORT_AGES = List.of(
            new Share<>(new Ages(22, 49), 33), new Share<>(new Ages(50, 64), 36), new Share<>(new Ages(65, 93), 48));

    /** S1, Table 2 (2,124), less those of the final cohort. */
    static final List<Share<String>> LINKED_RACES = List.of(
            new Share<>(BLACK, 1532),
            new Share<>(WHITE, 321),
            new Share<>(NOT_REPORTED, 126),
            new Share<>(ASIAN, 22),
            new Share<>(NATIVE, 4),
            new Share<>(PACIFIC, 2));

    static final List<Share<String>> LINKED_ETHNICITIES =
            List.of(new Share<>(NOT_HISPANIC, 1872), new Share<>(HISPANIC, 117), new Share<>(NOT_REPORTED, 18));

    static final List<Share<String>> LINKED_SEXES = List.of(new Share<>("Female", 1090), new Share<>("Male", 917));

    static final List<Share<Ages>> LINKED_AGES = List.of(
            new Share<>(new Ages(0, 17), 130),
            new Share<>(new Ages(18, 49), 480),
            new Share<>(new Ages(50, 64), 560),
            new Share<>(new Ages(65, 96), 837));

    /** Everybody else: another city's mixture, so that the stages of the cohort differ. */
    static final List<Share<String>> OTHER_RACES = List.of(
            new Share<>(WHITE, 48),
            new Share<>(BLACK, 31),
            new Share<>(NOT_REPORTED, 9),
            new Share<>(OTHER, 7),
            new Share<>(ASIAN, 5));

    static final List<Share<String>> OTHER_ETHNICITIES =
            List.of(new Share<>(NOT_HISPANIC, 74), new Share<>(HISPANIC, 17), new Share<>(NOT_REPORTED, 9));

    static final List<Share<String>> OTHER_SEXES = List.of(new Share<>("Female", 51), new Share<>("Male", 49));

    /** One value per person, in an order of chance; the counts follow the shares. */
    static <T> List<T> apportion(List<Share<T>> shares, int persons, Chance chance) {
        int[] places = new int[persons];
        for (int i = 0; i < persons; i++) {
            places[i] = i;
        }
        chance.shuffle(places);
        List<T> values = new ArrayList<>(persons);
        int[] counts = largestRemainder(shares.stream().mapToInt(Share::weight).toArray(), persons);
        for (int i = 0; i < counts.length; i++) {
            for (int j = 0; j < counts[i]; j++) {
                values.add(shares.get(i).value());
            }
        }
        return Arrays.stream(places).mapToObj(values::get).toList();
    }

    /** Whole counts that add up to the total (Hamilton's method; the earlier share wins a tie). */
    static int[] largestRemainder(int[] weights, int total) {
        long sum = Arrays.stream(weights).sum();
        int[] counts = new int[weights.length];
        long[] remainders = new long[weights.length];
        int given = 0;
        for (int i = 0; i < weights.length; i++) {
            counts[i] = (int) ((long) weights[i] * total / sum);
            remainders[i] = (long) weights[i] * total % sum;
            given += counts[i];
        }
        for (; given < total; given++) {
            int best = 0;
            for (int i = 1; i < weights.length; i++) {
                if (remainders[i] > remainders[best]) {
                    best = i;
                }
            }
            counts[best]++;
            remainders[best] = -1;
        }
        return counts;
    }
}
