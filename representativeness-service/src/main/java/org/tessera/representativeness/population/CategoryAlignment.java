package org.tessera.representativeness.population;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.SequencedMap;
import java.util.SequencedSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BinaryOperator;

/**
 * How the categories of one attribute, as sources write them, become the categories of a comparison. Both sides of a
 * comparison pass through the same object, so an answer cannot depend on which side comes first.
 *
 * @param name its name, for example "midrc-cdc"
 * @param version its version
 * @param attribute "sex", "race", "ethnicity", "race_ethnicity" or "age_at_index"
 * @param categories the categories of the comparison, in order, {@link #MISSING} among them
 * @param targets a source's category to the category of the comparison
 */
public record CategoryAlignment(
        String name, String version, String attribute, SequencedSet<String> categories, Map<String, String> targets) {
    /** The one category that stands for not reported, unknown and missing. */
    public static final String MISSING = "Not Reported";

    /** Throws {@link IllegalArgumentException} when {@link #MISSING} is no category, or a target is none. */
    public CategoryAlignment {
        categories = Collections.unmodifiableSequencedSet(new LinkedHashSet<>(categories));
        targets = Collections.unmodifiableMap(new LinkedHashMap<>(targets));
        if (!categories.contains(MISSING)) {
            throw new IllegalArgumentException("\"" + MISSING + "\" has to be one of the categories");
        }
        Set<String> unknown = new TreeSet<>(targets.values());
        unknown.removeAll(categories);
        if (!unknown.isEmpty()) {
            throw new IllegalArgumentException("targets that are no categories: " + String.join(", ", unknown));
        }
    }

    /** Name and version, "midrc-cdc/1", as every answer carries it. */
    public String id() {
        return name + "/" + version;
    }

    /**
     * Brings source categories to the comparison's; a category of the comparison that the source does not have is 0,
     * because the alignment names it. Throws {@link UnmappedCategories}, listing them, when it does not name one.
     *
     * @param zero what a category holds that the source does not have
     * @param plus what two categories hold that become one
     */
    public <T> SequencedMap<String, T> align(Map<String, T> source, T zero, BinaryOperator<T> plus) {
        SequencedMap<String, T> aligned = new LinkedHashMap<>();
        categories.forEach(category -> aligned.put(category, zero));
        Map<String, String> found = targets(source.keySet());
        source.forEach((category, held) -> aligned.merge(found.getOrDefault(category, MISSING), held, plus));
        return aligned;
    }

    /** Each category with its target, in their order; throws {@link UnmappedCategories}, listing all without one. */
    public SequencedMap<String, String> targets(Collection<String> sources) {
        SequencedMap<String, String> found = new LinkedHashMap<>();
        Set<String> unmapped = new TreeSet<>();
        for (String category : sources) {
            String target = targets.get(category);
            if (target == null) {
                unmapped.add(category);
            } else {
                found.put(category, target);
            }
        }
        if (!unmapped.isEmpty()) {
            throw new UnmappedCategories(this, unmapped);
        }
        return found;
    }

    /** Aligns weights, counts or percentages; see {@link #align(Map, Object, BinaryOperator)}. */
    public SequencedMap<String, Double> align(Map<String, Double> source) {
        return align(source, 0.0, Double::sum);
    }
}
