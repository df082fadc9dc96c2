package org.tessera.endtoend.population;

import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;

/**
 * The shape of a population: how many persons live each story, and how ill those of subcohort 1 are.
 *
 * @param shape name of the shape
 * @param quotas persons, second studies of a day and further images per story
 * @param outcomes the clinical indicators of subcohort 1
 * @param everVentilated linked persons outside subcohort 1 who were ever ventilated or on ECMO
 * @param twoHospitals every n-th linked person whose names agree has a record in a second hospital as well
 * @param mess what the files look like
 */
public record PopulationSpec(
        String shape, Map<Story, Quota> quotas, Outcomes outcomes, int everVentilated, int twoHospitals, Mess mess) {

    /**
     * How many live a story.
     *
     * @param persons persons
     * @param sameDayStudies persons with a second eligible study on the same day
     * @param extraImages persons with one more eligible image in a study
     */
    public record Quota(int persons, int sameDayStudies, int extraImages) {}

    /**
     * The clinical indicators of subcohort 1, in persons.
     *
     * @param severe persons with severe COVID-19 in the linked hospitalisation
     * @param severeHighCharlson of those, with an index of 3 or more
     * @param mildHighCharlson of the others, with an index of 3 or more
     * @param severeLowPressure of the severe, with a minimum mean arterial pressure below 70
     * @param mildLowPressure of the others
     */
    public record Outcomes(
            int severe, int severeHighCharlson, int mildHighCharlson, int severeLowPressure, int mildLowPressure) {}

    /**
     * What real exports look like.
     *
     * @param windows Windows line ends and a byte-order mark
     * @param quotedCommas quoted fields with commas, starred template headers, columns nobody asked for
     * @param brokenRows a few rows that cannot be loaded
     */
    public record Mess(boolean windows, boolean quotedCommas, boolean brokenRows) {
        static final Mess NONE = new Mess(false, false, false);
    }

    /** Copies the quotas. */
    public PopulationSpec {
        quotas = Map.copyOf(quotas);
    }

    /** The quota of a story; nobody when the shape does not name it. */
    public Quota quota(Story story) {
        return quotas.getOrDefault(story, new Quota(0, 0, 0));
    }

    /** How many linked persons there are. */
    public int linked() {
        return quotas.entrySet().stream()
                .filter(entry -> entry.getKey().linked())
                .mapToInt(entry -> entry.getValue().persons())
                .sum();
    }

    /** The shape of a name: paper, small, no-overlap, 25-linked or messy. */
    public static PopulationSpec ofShape(String name) {
        return switch (name.toLowerCase(Locale.ROOT)) {
            case "paper" -> paper();
            case "small" -> small();
            case "no-overlap" -> noOverlap();
            case "25-linked" -> twentyFiveLinked();
            case "messy" -> messy();
            default ->
                throw new IllegalArgumentException("There is no shape \"" + name
                        + "\": choose one of paper, small, no-overlap, 25-linked, messy.");
        };
    }

    /**
     * As the papers have it: 2,124 linked patients (S1, Table 2), 236 of them with 306 images in window and view, 117
     * with 139 images in 121 studies after interval matching (S2), 24 of these severe.
     */
    public static PopulationSpec paper() {
        EnumMap<Story, Quota> quotas = new EnumMap<>(Story.class);
        quotas.put(Story.SUBCOHORT_1, new Quota(117, 4, 18));
        quotas.put(Story.SUBCOHORT_2, new Quota(8, 0, 1));
        quotas.put(Story.SUBCOHORT_3, new Quota(13, 0, 3));
        quotas.put(Story.MULTIPLE_INTERVALS_SINGLE_MATCH, new Quota(8, 0, 1));
        quotas.put(Story.INTERVAL_MISMATCH, new Quota(18, 0, 1));
        quotas.put(Story.MULTIPLE_IMAGING_STUDIES, new Quota(26, 0, 4));
        quotas.put(Story.MISSING_CXR_PROCEDURE, new Quota(22, 0, 6));
        quotas.put(Story.MISSING_POSITIVE_TEST, new Quota(24, 0, 6));
        quotas.put(Story.NO_REQUIRED_VIEW, new Quota(486, 0, 0));
        quotas.put(Story.NO_STUDY_WITHIN_WINDOW, new Quota(1402, 0, 0));
        quotas.put(Story.RENAMED, new Quota(6, 0, 0));
        quotas.put(Story.CONFLICTING, new Quota(16, 0, 0));
        quotas.put(Story.IMAGING_ONLY, new Quota(600, 0, 0));
        quotas.put(Story.UNREADABLE_CASE, new Quota(3, 0, 0));
        quotas.put(Story.CLINICAL_ONLY, new Quota(1500, 0, 0));
        quotas.put(Story.UNREADABLE_RECORD, new Quota(5, 0, 0));
        return new PopulationSpec("paper", quotas, new Outcomes(24, 17, 35, 5, 25), 283, 18, Mess.NONE);
    }

    /** 150 linked patients, 60 of them in subcohort 1, 22 severe: enough for releases, quick enough for a test. */
    public static PopulationSpec small() {
        return new PopulationSpec("small", smallQuotas(), new Outcomes(22, 15, 13, 5, 11), 12, 9, Mess.NONE);
    }

    /** Two hospitals that do not know one patient in common. */
    public static PopulationSpec noOverlap() {
        EnumMap<Story, Quota> quotas = new EnumMap<>(Story.class);
        quotas.put(Story.IMAGING_ONLY, new Quota(320, 0, 0));
        quotas.put(Story.CLINICAL_ONLY, new Quota(300, 0, 0));
        return new PopulationSpec("no-overlap", quotas, new Outcomes(0, 0, 0, 0, 0), 0, 0, Mess.NONE);
    }

    /** 25 linked patients: too few for most releases. */
    public static PopulationSpec twentyFiveLinked() {
        EnumMap<Story, Quota> quotas = new EnumMap<>(Story.class);
        quotas.put(Story.SUBCOHORT_1, new Quota(12, 1, 2));
        for (Story story : Story.values()) {
            if (story.linked() && story != Story.SUBCOHORT_1) {
                quotas.put(story, new Quota(1, 0, 0));
            }
        }
        quotas.put(Story.NO_REQUIRED_VIEW, new Quota(2, 0, 0));
        quotas.put(Story.NO_STUDY_WITHIN_WINDOW, new Quota(4, 0, 0));
        quotas.put(Story.CONFLICTING, new Quota(2, 0, 0));
        quotas.put(Story.IMAGING_ONLY, new Quota(300, 0, 0));
        quotas.put(Story.CLINICAL_ONLY, new Quota(120, 0, 0));
        return new PopulationSpec("25-linked", quotas, new Outcomes(4, 3, 4, 1, 3), 2, 5, Mess.NONE);
    }

    /** The small shape as real exports look: Windows line ends, a byte-order mark, quoted commas, swapped birth dates, broken rows. */
    public static PopulationSpec messy() {
        EnumMap<Story, Quota> quotas = smallQuotas();
        quotas.put(Story.CONFLICTING, new Quota(12, 0, 0));
        return new PopulationSpec("messy", quotas, new Outcomes(22, 15, 13, 5, 11), 12, 9, new Mess(true, true, true));
    }

    private static EnumMap<Story, Quota> smallQuotas() {
        EnumMap<Story, Quota> quotas = new EnumMap<>(Story.class);
        quotas.put(Story.SUBCOHORT_1, new Quota(60, 2, 9));
        quotas.put(Story.SUBCOHORT_2, new Quota(4, 0, 1));
        quotas.put(Story.SUBCOHORT_3, new Quota(4, 0, 0));
        quotas.put(Story.MULTIPLE_INTERVALS_SINGLE_MATCH, new Quota(4, 0, 0));
        quotas.put(Story.INTERVAL_MISMATCH, new Quota(6, 0, 1));
        quotas.put(Story.MULTIPLE_IMAGING_STUDIES, new Quota(6, 0, 1));
        quotas.put(Story.MISSING_CXR_PROCEDURE, new Quota(6, 0, 1));
        quotas.put(Story.MISSING_POSITIVE_TEST, new Quota(6, 0, 0));
        quotas.put(Story.NO_REQUIRED_VIEW, new Quota(20, 0, 0));
        quotas.put(Story.NO_STUDY_WITHIN_WINDOW, new Quota(34, 0, 0));
        quotas.put(Story.RENAMED, new Quota(2, 0, 0));
        quotas.put(Story.CONFLICTING, new Quota(4, 0, 0));
        quotas.put(Story.IMAGING_ONLY, new Quota(60, 0, 0));
        quotas.put(Story.UNREADABLE_CASE, new Quota(1, 0, 0));
        quotas.put(Story.CLINICAL_ONLY, new Quota(60, 0, 0));
        quotas.put(Story.UNREADABLE_RECORD, new Quota(2, 0, 0));
        return quotas;
    }
}
