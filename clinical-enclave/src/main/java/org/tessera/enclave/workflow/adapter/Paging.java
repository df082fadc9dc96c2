package org.tessera.enclave.workflow.adapter;

import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import org.tessera.rest.Page;
import org.tessera.rest.Problems;

/** Pages of lists, and what a body must have. */
public final class Paging {
    private static final int LARGEST = 200;

    private Paging() {}

    /**
     * One page of at most {@code limit} items, 1..200; throws the problem "limit-out-of-range" (400) for another.
     *
     * @param read reads at most so many items
     * @param id what {@code after} of the next page will be
     */
    public static <T> Page<T> page(int limit, IntFunction<List<T>> read, Function<T, String> id) {
        if (limit < 1 || limit > LARGEST) {
            throw Problems.of(Response.Status.BAD_REQUEST, "limit-out-of-range", "limit must be from 1 to 200.");
        }
        return Page.of(read.apply(limit + 1), limit, id);
    }

    /** The value, or the problem "field-missing" (400). */
    public static <T> T required(@Nullable T value, String field) {
        if (value == null) {
            throw Problems.of(Response.Status.BAD_REQUEST, "field-missing", "The field " + field + " is missing.");
        }
        return value;
    }
}
