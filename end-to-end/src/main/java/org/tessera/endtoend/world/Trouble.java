package org.tessera.endtoend.world;

/** Something in the world that a person has to know and do something about; the message is a sentence for her. */
public final class Trouble extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** @param sentence what is wrong, and what to do if it is known */
    public Trouble(String sentence) {
        super(sentence);
    }

    /** The same with its cause. */
    public Trouble(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}
