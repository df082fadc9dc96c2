package org.tessera.representativeness.population;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** A source has categories that the alignment does not name; nothing is dropped in silence. */
public final class UnmappedCategories extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private static final int MOST_UNNAMED = 10;
    private static final int MOST_NAMED = 40;

    private final List<String> categories;

    UnmappedCategories(CategoryAlignment alignment, Set<String> categories) {
        super("alignment " + alignment.id() + " does not name for " + alignment.attribute() + ": "
                + some(categories, MOST_UNNAMED) + "; it names: "
                + some(alignment.targets().keySet(), MOST_NAMED));
        this.categories = categories.stream().limit(MOST_UNNAMED).toList();
    }

    private static String some(Set<String> categories, int most) {
        String first = categories.stream()
                .limit(most)
                .map(category -> "\"" + category + "\"")
                .collect(Collectors.joining(", "));
        return categories.size() > most ? first + " and " + (categories.size() - most) + " more" : first;
    }

    /** The categories that are not named, sorted; of many the first few. */
    public List<String> categories() {
        return categories;
    }
}
