package org.tessera.contracts;

import java.util.List;

/**
 * The categories of a person, as the catalogue and what is made of it write them: MIDRC's enumerations (uc-cdis/midrc_dictionary
 * at d7befdab, Apache-2.0, node case) and the age groups of S1.
 */
public final class Demographics {
    /** What is missing. */
    public static final String NOT_REPORTED = "Not Reported";

    /** Sexes. */
    public static final List<String> SEX = List.of("Female", "Male", NOT_REPORTED);

    /** Races. */
    public static final List<String> RACE = List.of(
            "American Indian or Alaska Native",
            "Asian",
            "Black or African American",
            "Native Hawaiian or other Pacific Islander",
            "Other",
            "White",
            NOT_REPORTED);

    /** Ethnicities. */
    public static final List<String> ETHNICITY = List.of("Hispanic or Latino", "Not Hispanic or Latino", NOT_REPORTED);

    /** Ages in completed years. */
    public static final List<String> AGE_GROUPS = List.of("0-17", "18-49", "50-64", "65+", NOT_REPORTED);

    /** The attributes that have fixed categories. */
    public static final List<String> ATTRIBUTES = List.of("sex", "race", "ethnicity", "age_at_index");

    private Demographics() {}

    /** Every category of an attribute; throws {@link IllegalArgumentException} for any other word. */
    public static List<String> categories(String attribute) {
        return switch (attribute) {
            case "sex" -> SEX;
            case "race" -> RACE;
            case "ethnicity" -> ETHNICITY;
            case "age_at_index" -> AGE_GROUPS;
            default -> throw new IllegalArgumentException("no fixed categories: " + attribute);
        };
    }
}
