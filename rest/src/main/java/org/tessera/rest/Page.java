package org.tessera.rest;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One page of a list.
 *
 * @param items the items, in a stable order
 * @param next value of the parameter {@code after} for the next page, null at the end
 */
public record Page<T>(List<T> items, @Nullable String next) {
    /**
     * The largest page. A list takes {@code limit} as {@code @DefaultValue("50") @Min(1) @Max(MAX_LIMIT)}, where its rows allow,
     * so that another answers 400 "invalid" and the bounds stand in the document.
     */
    public static final int MAX_LIMIT = 500;

    /**
     * A page of rows that were asked for with one more than the limit, which tells whether there is a next page.
     *
     * @param rows at most limit + 1 rows
     * @param cursor what {@code after} has to be to continue after an item
     */
    public static <T> Page<T> of(List<T> rows, int limit, Function<T, String> cursor) {
        if (rows.size() <= limit) {
            return new Page<>(List.copyOf(rows), null);
        }
        List<T> items = List.copyOf(rows.subList(0, limit));
        return new Page<>(items, cursor.apply(items.getLast()));
    }

    /** The same page with each item as another thing. */
    public <R> Page<R> map(Function<? super T, R> to) {
        return new Page<>(items.stream().map(to).toList(), next);
    }
}
