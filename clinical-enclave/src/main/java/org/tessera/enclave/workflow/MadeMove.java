package org.tessera.enclave.workflow;

import java.util.List;

/**
 * A move as somebody made it. A state tells by which moves it was reached; who makes one of them once more, with the same
 * words, has lost the answer to the first: nothing changes, and she is told how it stands. Everybody else's move, and one with
 * other words, is another move.
 *
 * @param move what was done
 * @param by subject of the account that did it
 * @param said what came with it, such as a verdict and a comment; empty where the move says everything
 */
public record MadeMove<M>(M move, String by, List<?> said) {
    /** Copies. */
    public MadeMove {
        said = List.copyOf(said);
    }
}
