package org.tessera.representativeness.comparison.adapter;

import jakarta.ws.rs.core.Response.Status;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tessera.contracts.Count;
import org.tessera.rest.Problems;

/**
 * Bounds of hidden counts. Understood are those that Tessera writes: fewer than 20, which is 1 to 19, and fewer than a greater
 * multiple of 20, which hides a count of at least 20 to protect another.
 */
final class Bounds {
    private static final int FLOOR = 20;

    private Bounds() {}

    /** Throws the problem "bound-not-understood" (400), which names the field, for any other bound. */
    static void check(@Nullable Count count, String field) {
        Integer bound = count == null ? null : count.fewerThan();
        if (bound != null && (bound < FLOOR || bound % FLOOR != 0)) {
            throw Problems.of(
                    Status.BAD_REQUEST,
                    "bound-not-understood",
                    field + ": fewer than " + bound + " is not understood; a hidden count is fewer than 20 (1 to 19) or"
                            + " than a greater multiple of 20 (at least 20)");
        }
    }

    /** As {@link #check(Count, String)}, for each category of a field. */
    static void check(Map<String, Count> counts, String field) {
        counts.forEach((category, count) -> check(count, field + "." + category));
    }
}
