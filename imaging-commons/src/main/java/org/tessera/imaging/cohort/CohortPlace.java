package org.tessera.imaging.cohort;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.UUID;

/**
 * Where a cohort stands in its owner's list. It stays a place when the cohort is deleted.
 *
 * @param savedAt when the cohort was saved
 * @param id the cohort; tells those of one instant apart
 */
public record CohortPlace(Instant savedAt, CohortId id) {
    private static final String BETWEEN = "_";

    /** No database holds every instant that can be read. */
    private static final Instant LATEST = Instant.parse("9999-12-31T00:00:00Z");

    /** Reads what {@link #toString()} wrote; throws {@link IllegalArgumentException} for any other text. */
    public static CohortPlace parse(String text) {
        String[] parts = text.split(BETWEEN, -1);
        if (parts.length != 2) {
            throw new IllegalArgumentException("not an instant and an id");
        }
        try {
            Instant savedAt = Instant.parse(parts[0]);
            if (savedAt.isBefore(Instant.EPOCH) || savedAt.isAfter(LATEST)) {
                throw new IllegalArgumentException("not an instant of a cohort");
            }
            return new CohortPlace(savedAt, new CohortId(UUID.fromString(parts[1])));
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException("not an instant", e);
        }
    }

    /** For the parameter {@code after}: "2026-11-30T15:54:07.123456Z_" and the id. */
    @Override
    public String toString() {
        return savedAt + BETWEEN + id;
    }
}
