package org.tessera.endtoend.world;

/** Something in the world that a person has to know and do something about; the message is a sentence for her. */
public final class Trouble extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;

    /** @param sentence what is wrong, and what to do if it is known */
    public Trouble(String sentence) {
        super(sentence);
        this.status = 1;
    }

    /** The same with its cause. */
    public Trouble(String sentence, Throwable cause) {
        super(sentence, cause);
        this.status = 1;
    }

    private Trouble(String sentence, int status) {
        super(sentence);
        this.status = status;
    }

    /** Nothing was begun, stopped or changed: what was asked for cannot be done as it was asked. */
    public static Trouble beforehand(String sentence) {
        return new Trouble(sentence, 2);
    }

    /** What does not start any more, because the person who asked for it has changed her mind. */
    static Trouble interrupted() {
        return new Trouble("This command was interrupted.");
    }

    /** Exit status of the command: 1 when it failed, 2 when nothing was begun. */
    public int status() {
        return status;
    }
}
