package org.tessera.envelope;

import java.security.PublicKey;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A key that somebody signs with, or did.
 *
 * @param key its public half
 * @param until from when on it counts for nothing, if it has an end: others may have had it since then
 */
public record SigningKey(PublicKey key, @Nullable Instant until) {
    /** Whether what it signed counted at that time. */
    public boolean countsAt(Instant time) {
        return until == null || time.isBefore(until);
    }
}
