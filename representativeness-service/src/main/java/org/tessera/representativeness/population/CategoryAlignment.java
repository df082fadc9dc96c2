package org.tessera.representativeness.population;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import java.util.SequencedSet;
import java.util.Set;
import java.util.TreeSet;

/**
 * How the categories of one attribute, as sources write them, become the categories of a comparison.
 *
 * @param name its name, for example "midrc-cdc"
 * @param version its version
 * @param attribute "sex", "race", "ethnicity" or "age_at_index"
 * @param categories the categories of the comparison, in order, {@link #MISSING} among them
 * @param targets a source's category to the category of the comparison
 */
public record CategoryAlignment(
        String name, String version, String attribute, SequencedSet<String> categories, Map<String, String> targets) {
    /** The one category that stands for not reported, unknown and missing. */
    public static final String MISSING = "Not Reported";

    /**
     * Brings source categories to the comparison's; a category of the comparison that the source does not have is 0.
     * Throws {@link UnmappedCategories}, listing them, when the alignment does not name one.
     */
    public SequencedMap<String, Double> align(Map<String, Double> source) {
        TreeSet<String> unmapped = new TreeSet<>(source.keySet());
        unmapped.removeAll(targets.keySet());
        if (!unmapped.isEmpty()) {
            throw new UnmappedCategories(this, unmapped);
        }
        SequencedMap<String, Double> aligned = new LinkedHashMap<>();
        categories.forEach(category -> aligned.put(category, 0.0));
        source.forEach((category, weight) -> aligned.merge(target(category), weight, Double::sum));
        return aligned;
    }

    /** The category of the comparison that a source's category belongs to. */
    public String target(String category) {
        String target = targets.get(category);
        if (target == null) {
            throw new UnmappedCategories(this, new TreeSet<>(Set.of(category)));
        }
        return target;
    }
}
