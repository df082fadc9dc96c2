package org.tessera.endtoend.journey;

/** Sees every HTTP answer; the leak search listens here. */
@FunctionalInterface
public interface Tap {
    /** Nobody listens. */
    Tap NONE = (who, answer) -> {};

    /** An answer to somebody. */
    void saw(Person who, Answer answer);
}
