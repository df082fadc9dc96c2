package org.tessera.enclave.disclosure;

import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.tessera.enclave.disclosure.ShownSubgroups.Subgroup;

/**
 * Which categories of an attribute in free text may not be named: whoever can put a value on one case would learn from the name
 * that its person is among those looked at. They become one category, {@link #OTHER}.
 */
public final class RareCategories {
    /** What they become. */
    public static final String OTHER = "Other";

    private RareCategories() {}

    /**
     * The categories with fewer than 20 persons with or without the outcome, or at a level of a score of few. Where these are few together, or nobody, the
     * smallest of the large ones goes with them: so neither that there are others nor who is named tells few from nobody.
     *
     * @param subgroups all of one attribute
     */
    public static Set<String> of(List<Subgroup> subgroups) {
        Set<String> rare = new HashSet<>();
        Set<PersonKey> with = new HashSet<>();
        Set<PersonKey> without = new HashSet<>();
        subgroups.stream().filter(each -> !each.isLarge()).forEach(each -> {
            rare.add(each.category());
            with.addAll(each.with());
            without.addAll(each.without());
        });
        Map<PersonKey, String> levels =
                subgroups.stream().findFirst().map(Subgroup::levels).orElse(Map.of());
        if (!new Subgroup("", OTHER, with, without, levels).isLarge()) {
            subgroups.stream()
                    .filter(Subgroup::isLarge)
                    .min(Comparator.comparingInt(Subgroup::persons).thenComparing(Subgroup::category))
                    .ifPresent(each -> rare.add(each.category()));
        }
        return rare;
    }
}
