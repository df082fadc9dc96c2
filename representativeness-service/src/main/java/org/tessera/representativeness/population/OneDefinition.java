package org.tessera.representativeness.population;

import java.time.LocalDate;
import java.util.Map;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * Race, ethnicity and both together have to come from one definition when they stand in one reference. Whoever is of a
 * race and not Hispanic is of that race, so no cell of the joint table can exceed its margin; where one does, the tables
 * count different things, as the Census' two race tables do (12.54 % Black and not Hispanic in one, 12.40 % Black in the
 * other).
 */
final class OneDefinition {
    private static final String JOINT = "race_ethnicity";
    private static final String HISPANIC = "Hispanic or Latino";
    private static final String NOT_HISPANIC = ", Not " + HISPANIC;

    /** Published percentages are rounded to a tenth or finer. */
    private static final double ROUNDING = 0.0005;

    private OneDefinition() {}

    /** Throws {@link ImportRefused} "definitions-mixed" when the joint table contradicts a margin. */
    static void check(
            Map<String, SortedMap<LocalDate, Map<String, Double>>> attributes,
            Map<String, CategoryAlignment> alignments) {
        SortedMap<LocalDate, Map<String, Double>> joint = attributes.get(JOINT);
        CategoryAlignment joined = alignments.get(JOINT);
        if (joint == null || joined == null) {
            return;
        }
        joint.forEach((date, weights) -> {
            Map<String, Double> cells = shares(joined.align(weights));
            Map<String, Double> races = shares(attributes.get("race"), alignments.get("race"), date);
            Map<String, Double> ethnicities = shares(attributes.get("ethnicity"), alignments.get("ethnicity"), date);
            cells.forEach((cell, share) -> {
                if (cell.endsWith(NOT_HISPANIC)) {
                    compare(date, cell, share, races, cell.substring(0, cell.length() - NOT_HISPANIC.length()));
                } else if (cell.equals(HISPANIC)) {
                    compare(date, cell, share, ethnicities, HISPANIC);
                }
            });
        });
    }

    private static void compare(
            LocalDate date, String cell, double share, @Nullable Map<String, Double> margins, String margin) {
        Double whole = margins == null ? null : margins.get(margin);
        if (whole != null && share > whole + ROUNDING) {
            throw new ImportRefused(
                    "definitions-mixed",
                    String.format(
                            java.util.Locale.ROOT,
                            "on %s \"%s\" is %.2f %% in the table of race and ethnicity together, but \"%s\" is only %.2f %% in"
                                    + " the single one: the tables follow different definitions; import each as a"
                                    + " reference of its own",
                            date,
                            cell,
                            100 * share,
                            margin,
                            100 * whole));
        }
    }

    private static @Nullable Map<String, Double> shares(
            @Nullable SortedMap<LocalDate, Map<String, Double>> dates,
            @Nullable CategoryAlignment alignment,
            LocalDate date) {
        Map<String, Double> weights = dates == null ? null : dates.get(date);
        return weights == null || alignment == null ? null : shares(alignment.align(weights));
    }

    private static Map<String, Double> shares(Map<String, Double> weights) {
        double sum = weights.values().stream().mapToDouble(Double::doubleValue).sum();
        weights.replaceAll((category, weight) -> sum == 0 ? 0.0 : weight / sum);
        return weights;
    }
}
