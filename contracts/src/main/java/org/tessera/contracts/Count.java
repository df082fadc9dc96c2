package org.tessera.contracts;

import org.jspecify.annotations.Nullable;

/**
 * A count of persons as published: exact, or suppressed to a range.
 *
 * @param exact the count, or null when suppressed
 * @param fewerThan 20 for an integer in 1..19; a greater multiple of 20 where a count is hidden to protect another, for an
 *     integer from 1 to that minus 1; null when exact
 */
public record Count(@Nullable Integer exact, @Nullable Integer fewerThan) {
    /** Throws {@link IllegalArgumentException} unless it is either exact or suppressed. */
    public Count {
        if ((exact == null) == (fewerThan == null)) {
            throw new IllegalArgumentException("a count is either exact or fewer than a number");
        }
    }

    /** An exact count. */
    public static Count of(int exact) {
        return new Count(exact, null);
    }

    /** An integer in 1..19. */
    public static Count suppressed() {
        return new Count(null, 20);
    }
}
