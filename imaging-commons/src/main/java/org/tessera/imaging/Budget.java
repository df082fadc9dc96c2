package org.tessera.imaging;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * So many times in any stretch of time of this length.
 *
 * @param most how often
 * @param period how long one time counts
 */
public record Budget(int most, Duration period) {
    /** What was before counts no more. */
    public Instant since(Instant now) {
        return now.minus(period);
    }

    /**
     * When it gives again, if it is used up; nothing when it gives now.
     *
     * @param times that count now, newest first
     */
    public Optional<Instant> givesAgain(List<Instant> times, Instant now) {
        if (times.size() < most) {
            return Optional.empty();
        }
        return Optional.of((most == 0 ? now : times.get(most - 1)).plus(period));
    }
}
