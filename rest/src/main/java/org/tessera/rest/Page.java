package org.tessera.rest;

import jakarta.ws.rs.core.Response.Status;
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
    /** Items on a page when the caller does not say. */
    public static final int DEFAULT_LIMIT = 50;

    /** The largest page. */
    public static final int MAX_LIMIT = 500;

    /** The limit to use; throws the problem "limit-out-of-bounds" (400) when the parameter is not within 1..500. */
    public static int limit(@Nullable Integer parameter) {
        int limit = parameter == null ? DEFAULT_LIMIT : parameter;
        if (limit < 1 || limit > MAX_LIMIT) {
            throw Problems.of(Status.BAD_REQUEST, "limit-out-of-bounds", "A page has 1 to " + MAX_LIMIT + " items.");
        }
        return limit;
    }

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

    /** The number in {@code after}, 0 when absent; throws the problem "after-malformed" (400) when it is none. */
    public static long after(@Nullable String parameter) {
        if (parameter == null || parameter.isBlank()) {
            return 0;
        }
        try {
            return Long.parseLong(parameter);
        } catch (NumberFormatException e) {
            throw Problems.of(Status.BAD_REQUEST, "after-malformed", "Use the value of next from the page before.");
        }
    }
}
