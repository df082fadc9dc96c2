package org.tessera.imaging.catalog;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.tessera.contracts.Demographics;
import org.tessera.imaging.Refusals;

/**
 * Which cases, studies and images somebody wants. An absent or empty list does not restrict. Restrictions on studies
 * must hold for one and the same study, and a case is wanted when it has such a study.
 *
 * @param sex MIDRC enumeration; "Not Reported" is also a case that says nothing
 * @param race MIDRC enumeration, likewise
 * @param ethnicity MIDRC enumeration, likewise
 * @param studyModality "CR", "DX", "CT", ...
 * @param viewPosition "AP", "PA", ...; of the series, or of the study where the series says nothing
 * @param daysAfterPositiveTest days from a positive test to the study
 * @param site contributing sites
 */
@Schema(description = "Which cases, studies and images; an absent or empty list does not restrict.")
public record CaseFilter(
        @Nullable @Size(max = MOST) List<@NotNull @Size(max = LONGEST) String> sex,
        @Nullable @Size(max = MOST) List<@NotNull @Size(max = LONGEST) String> race,
        @Nullable @Size(max = MOST) List<@NotNull @Size(max = LONGEST) String> ethnicity,
        @Nullable @Size(max = MOST) List<@NotNull @Size(max = LONGEST) String> studyModality,
        @Nullable @Size(max = MOST) List<@NotNull @Size(max = LONGEST) String> viewPosition,
        @Nullable DayRange daysAfterPositiveTest,
        @Nullable @Size(max = MOST) List<@NotNull @Size(max = LONGEST) String> site) {
    /** Values that one restriction names. */
    public static final int MOST = 200;

    /** Characters of a value. */
    public static final int LONGEST = 200;

    /**
     * Days, both ends included.
     *
     * @param min smallest; null when open
     * @param max largest; null when open
     */
    @Schema(description = "Whole days from a positive test to the study, both ends included; an absent end is open.")
    public record DayRange(@Nullable Integer min, @Nullable Integer max) {
        /** Whether no number can be in it. */
        public boolean holdsNothing() {
            return min != null && max != null && min > max;
        }
    }

    /** Takes everything. */
    public static CaseFilter all() {
        return new CaseFilter(null, null, null, null, null, null, null);
    }

    /**
     * Throws the problem "filter-invalid" (422) where it would select nothing of whatever catalogue: for a category that no
     * case can have, and for an empty range of days.
     */
    public void requireSatisfiable() {
        requireKnown("sex", sex, Demographics.SEX);
        requireKnown("race", race, Demographics.RACE);
        requireKnown("ethnicity", ethnicity, Demographics.ETHNICITY);
        if (daysAfterPositiveTest != null && daysAfterPositiveTest.holdsNothing()) {
            throw Refusals.unprocessable("filter-invalid", "The range of days after a positive test is empty.");
        }
    }

    private static void requireKnown(String attribute, @Nullable List<String> values, List<String> known) {
        if (values != null && !known.containsAll(values)) {
            throw Refusals.unprocessable(
                    "filter-invalid", "Of " + attribute + " there is only " + String.join(" | ", known) + ".");
        }
    }

    /** Whether it says something about studies, so that a case without studies is not in it. */
    public boolean restrictsStudies() {
        return isGiven(studyModality) || isGiven(viewPosition) || daysAfterPositiveTest != null;
    }

    static boolean isGiven(@Nullable List<String> values) {
        return values != null && !values.isEmpty();
    }
}
