package org.tessera.representativeness.report.adapter;

import jakarta.ws.rs.core.Response.Status;
import org.jspecify.annotations.Nullable;
import org.tessera.rest.Problems;

/**
 * Which page of a list is asked for.
 *
 * @param size at most so many items
 */
public record Paging(int size) {
    private static final int LARGEST = 200;
    private static final int USUAL = 50;

    /** Reads the parameters; the problem "page-unusable" (400) when they are not usable. */
    public static Paging of(@Nullable Integer limit, @Nullable String after) {
        int size = limit == null ? USUAL : limit;
        if (size < 1 || size > LARGEST || (after != null && !after.matches("[0-9]{1,18}"))) {
            throw Problems.of(
                    Status.BAD_REQUEST, "page-unusable", "limit is 1..200 and after comes from a page before");
        }
        return new Paging(size);
    }
}
