package org.tessera.index;

/** The tool cannot do what it was asked to; the message is one sentence for the person at the terminal. */
public final class Refusal extends Exception {
    private static final long serialVersionUID = 1L;

    /** @param sentence what is wrong and, where it helps, what to do */
    public Refusal(String sentence) {
        super(sentence);
    }

    /**
     * A refusal with its cause.
     *
     * @param sentence what is wrong
     * @param cause kept for the stack trace
     */
    public Refusal(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}
