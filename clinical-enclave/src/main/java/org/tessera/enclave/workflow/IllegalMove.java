package org.tessera.enclave.workflow;

import java.util.List;
import java.util.Set;

/** The object is in a state from which this move does not lead anywhere. */
public final class IllegalMove extends MoveRefused {
    private static final long serialVersionUID = 1L;

    private final List<String> possible;

    /**
     * A refused move.
     *
     * @param possible states that can follow instead
     */
    public IllegalMove(String from, String move, Set<String> possible) {
        super("In state %s the move %s is not possible; %s."
                .formatted(
                        from,
                        move,
                        possible.isEmpty() ? "nothing can follow" : "what can follow: " + String.join(", ", possible)));
        this.possible = List.copyOf(possible);
    }

    /** States that can follow instead. */
    public List<String> possible() {
        return possible;
    }
}
