package org.tessera.representativeness.population;

import java.util.List;
import java.util.Set;

/** A source has categories that the alignment does not name; nothing is dropped in silence. */
public final class UnmappedCategories extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final List<String> categories;

    UnmappedCategories(CategoryAlignment alignment, Set<String> categories) {
        super("alignment " + alignment.id() + " does not name for " + alignment.attribute() + ": "
                + String.join(
                        ", ",
                        categories.stream()
                                .map(category -> "\"" + category + "\"")
                                .toList()));
        this.categories = List.copyOf(categories);
    }

    /** The categories that are not named, sorted. */
    public List<String> categories() {
        return categories;
    }
}
