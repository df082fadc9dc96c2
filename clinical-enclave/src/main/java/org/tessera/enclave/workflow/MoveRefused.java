package org.tessera.enclave.workflow;

/** A move was not made; its message is one sentence for a person and names nobody. */
public abstract sealed class MoveRefused extends RuntimeException permits NotPermitted, IllegalMove, PolicyRefused {
    private static final long serialVersionUID = 1L;

    /** @param sentence why, for a person */
    protected MoveRefused(String sentence) {
        super(sentence);
    }

    /** The sentence. */
    public String sentence() {
        return String.valueOf(getMessage());
    }
}
