package org.tessera.representativeness.comparison;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.tessera.contracts.Count;

/**
 * A cohort as counts; of its persons nothing else is known here.
 *
 * @param label a title for people
 * @param stage stage of a journey, when it is one
 * @param asOf when it was counted; a reference of many dates is taken as of this day, the latest when null
 * @param persons persons in it, when the total is known besides its cells
 * @param attributes attribute to category, as the source writes it, to count: {"exact": 26} or {"fewerThan": 20}
 * @param margins attribute to published sums of some of its categories
 */
@Schema(description = "A cohort as counts per attribute and category")
public record Cohort(
        String label,
        @Nullable String stage,
        @Nullable LocalDate asOf,
        @Nullable Count persons,
        Map<String, Map<String, Count>> attributes,
        Map<String, List<CountMargin>> margins) {
    /** A cohort of which no sums are published besides its total. */
    public Cohort(
            String label,
            @Nullable String stage,
            @Nullable LocalDate asOf,
            @Nullable Count persons,
            Map<String, Map<String, Count>> attributes) {
        this(label, stage, asOf, persons, attributes, Map.of());
    }

    /** Whether all counts by this attribute are 0, and the published total does not say otherwise: there are no shares then. */
    boolean countsNobodyBy(String attribute) {
        return (persons == null || isNobody(persons))
                && attributes.getOrDefault(attribute, Map.of()).values().stream()
                        .allMatch(Cohort::isNobody);
    }

    private static boolean isNobody(@Nullable Count count) {
        return count != null && Integer.valueOf(0).equals(count.exact());
    }
}
