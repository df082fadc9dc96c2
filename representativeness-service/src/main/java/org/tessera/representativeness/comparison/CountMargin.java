package org.tessera.representativeness.comparison;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.tessera.contracts.Count;
import org.tessera.representativeness.population.CategoryAlignment;
import org.tessera.representativeness.population.JointAttribute;

/**
 * A published sum of some of an attribute's categories, which narrows what hidden ones may hold.
 *
 * @param categories as the source writes them
 * @param persons in all of them
 */
@Schema(description = "A published sum of some of an attribute's categories")
public record CountMargin(
        @Nullable @Size(max = 2000) Set<@NotNull @Size(max = 250) String> categories,
        @Nullable Count persons) {
    /** The same of an attribute, with a joint's categories as they are written here. */
    public CountMargin of(String attribute) {
        if (categories == null || !JointAttribute.isJoint(attribute)) {
            return this;
        }
        JointAttribute joint = JointAttribute.of(attribute);
        return new CountMargin(
                categories.stream()
                        .map(category -> joint.reordered(attribute, category))
                        .collect(Collectors.toSet()),
                persons);
    }

    /**
     * Its categories after alignment; throws {@link IllegalArgumentException} when one of them is not among the counts, or
     * when a category of the comparison would be in the sum with a part only.
     */
    Set<String> aligned(CategoryAlignment alignment, Set<String> counted) {
        if (categories == null || categories.isEmpty() || !counted.containsAll(categories)) {
            throw new IllegalArgumentException("a margin names categories that have a cell of their own");
        }
        Map<String, String> targets = alignment.targets(counted);
        Set<String> inside = new LinkedHashSet<>(alignment.targets(categories).values());
        targets.forEach((category, target) -> {
            if (!categories.contains(category) && inside.contains(target)) {
                throw new IllegalArgumentException(
                        "a margin takes only a part of \"" + target + "\", which \"" + category + "\" belongs to");
            }
        });
        return inside;
    }
}
