package org.tessera.imaging.adapter;

import java.util.List;
import java.util.function.Function;
import org.tessera.rest.Page;

/** How lists are cut into pages. */
public final class Limits {
    /** Most items of a page. */
    public static final int MOST = 200;

    private Limits() {}

    /** One page of a list that was asked for one item more than fits. */
    public static <T> Page<T> page(List<T> oneMore, int limit, Function<T, String> cursor) {
        if (oneMore.size() <= limit) {
            return new Page<>(oneMore, null);
        }
        List<T> items = oneMore.subList(0, limit);
        return new Page<>(List.copyOf(items), cursor.apply(items.getLast()));
    }
}
