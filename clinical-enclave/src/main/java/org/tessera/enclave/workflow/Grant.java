package org.tessera.enclave.workflow;

import java.util.Set;

/**
 * As whom a person may act on one object, and the reason when that is not enough.
 *
 * @param actors the parts she may play, possibly none
 * @param reason one sentence that is told with a refusal
 */
public record Grant<A>(Set<A> actors, String reason) {
    /** Copies the set. */
    public Grant {
        actors = Set.copyOf(actors);
    }

    /** She may act as this one. */
    public static <A> Grant<A> as(A actor, String reason) {
        return new Grant<>(Set.of(actor), reason);
    }

    /** She may not act at all. */
    public static <A> Grant<A> none(String reason) {
        return new Grant<>(Set.of(), reason);
    }
}
