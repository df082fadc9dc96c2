package org.tessera.representativeness.population;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedSet;

/**
 * The alignment of a joint: each factor by its own alignment. A combination is known only where every factor is; where one is
 * missing the combination is missing, so that adjusting drops exactly those of whom something asked is not known.
 */
final class JointAlignment {
    private final JointAttribute joint;
    private final List<CategoryAlignment> factors;

    /** @param factors alignments of the joint's factors, in their order */
    JointAlignment(JointAttribute joint, List<CategoryAlignment> factors) {
        this.joint = joint;
        this.factors = List.copyOf(factors);
    }

    /**
     * The alignment for the combinations that two sources have.
     *
     * @throws UnmappedCategories listing a factor's categories without a place
     */
    CategoryAlignment alignment(Collection<String> sources) {
        Map<String, List<String>> targets = new LinkedHashMap<>();
        sources.forEach(source -> targets.put(source, new ArrayList<>()));
        for (int f = 0; f < factors.size(); f++) {
            int factor = f;
            Map<String, String> written = new LinkedHashMap<>();
            targets.keySet()
                    .forEach(source ->
                            written.put(source, joint.ofFactors(source).get(factor)));
            Map<String, String> found = factors.get(f).targets(new LinkedHashSet<>(written.values()));
            targets.forEach((source, parts) ->
                    parts.add(found.getOrDefault(written.getOrDefault(source, ""), CategoryAlignment.MISSING)));
        }
        Map<String, String> combined = new LinkedHashMap<>();
        targets.forEach((source, parts) -> combined.put(source, target(parts)));
        int slash = id().lastIndexOf('/');
        return new CategoryAlignment(
                id().substring(0, slash), id().substring(slash + 1), joint.name(), categories(), combined);
    }

    private String target(List<String> parts) {
        return parts.contains(CategoryAlignment.MISSING) ? CategoryAlignment.MISSING : joint.category(parts);
    }

    private SequencedSet<String> categories() {
        List<List<String>> combinations = List.of(List.of());
        for (CategoryAlignment factor : factors) {
            List<List<String>> longer = new ArrayList<>();
            for (List<String> before : combinations) {
                for (String category : factor.categories()) {
                    if (!category.equals(CategoryAlignment.MISSING)) {
                        List<String> with = new ArrayList<>(before);
                        with.add(category);
                        longer.add(with);
                    }
                }
            }
            combinations = longer;
        }
        SequencedSet<String> categories = new LinkedHashSet<>();
        combinations.forEach(each -> categories.add(joint.category(each)));
        categories.add(CategoryAlignment.MISSING);
        return categories;
    }

    /** The alignment's id that all factors share, or all of theirs: "age-cuts-65/1*midrc-cdc/1". */
    private String id() {
        List<String> ids = factors.stream().map(CategoryAlignment::id).toList();
        return ids.stream().distinct().count() == 1 ? ids.getFirst() : String.join("*", ids);
    }
}
