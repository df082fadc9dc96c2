package org.tessera.rest;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.tessera.envelope.Actor;

/**
 * Which denials of a minute are noted one by one, of each account and of all callers without a valid token together: the
 * first ten. The others are counted, so that nobody fills the ledger and their number can be noted when the minute ends. What
 * could not be noted then is in the next number.
 */
final class DenialsOfAMinute {
    private static final int ONE_BY_ONE = 10;

    private final Map<Optional<Actor>, Integer> denials = new HashMap<>();
    private final Map<Optional<Actor>, Integer> owed = new HashMap<>();

    /** Counts one more; whether it is noted by itself. */
    synchronized boolean isNoted(Optional<Actor> caller) {
        return denials.merge(caller, 1, Integer::sum) <= ONE_BY_ONE;
    }

    /** So many, though they were to be noted, are not. */
    synchronized void owe(Optional<Actor> caller, int number) {
        owed.merge(caller, number, Integer::sum);
    }

    /** Ends the minute; how many more than were noted each caller had, without those that had none. */
    synchronized Map<Optional<Actor>, Integer> end() {
        Map<Optional<Actor>, Integer> more = new HashMap<>(owed);
        denials.forEach((caller, number) -> {
            if (number > ONE_BY_ONE) {
                more.merge(caller, number - ONE_BY_ONE, Integer::sum);
            }
        });
        denials.clear();
        owed.clear();
        return more;
    }
}
