package org.tessera.enclave.protocol;

/**
 * Whole calendar days from the positive test to the study, both ends included.
 *
 * @param minDays fewest days
 * @param maxDays most days
 */
public record Window(int minDays, int maxDays) {
    /** Whether an interval (study day minus test day) lies in the window. */
    public boolean contains(int interval) {
        return minDays <= interval && interval <= maxDays;
    }
}
