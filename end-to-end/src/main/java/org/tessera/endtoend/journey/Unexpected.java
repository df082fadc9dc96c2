package org.tessera.endtoend.journey;

/** A service did what the journey does not expect of it: a fault, not a refusal that belongs to the story. */
public final class Unexpected extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** @param sentence what happened */
    public Unexpected(String sentence) {
        super(sentence);
    }
}
