package org.tessera.enclave.match;

import java.util.List;

/** What was asked of a match request is not possible. */
public final class MatchRefused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Kind kind;
    private final transient List<MatchState> possible;

    /** Kinds of refusal. */
    public enum Kind {
        /** The project has ended. */
        PROJECT_ENDED,
        /** No request of that id in the project. */
        MATCH_REQUEST_UNKNOWN,
        /** No match table (yet, or any more). */
        NO_ACTIVE_MATCH,
        /** The enclave has loaded no such release. */
        RELEASE_UNKNOWN,
        /** The enclave has taken in no such catalogue version. */
        CATALOGUE_VERSION_UNKNOWN,
        /** Another request of the project waits for its result. */
        MATCH_UNDER_WAY,
        /** The state does not allow it. */
        STATE_FORBIDS
    }

    /**
     * A refusal.
     *
     * @param sentence for the researcher
     * @param possible states that may follow instead
     */
    public MatchRefused(Kind kind, String sentence, List<MatchState> possible) {
        super(sentence);
        this.kind = kind;
        this.possible = List.copyOf(possible);
    }

    /** What kind. */
    public Kind kind() {
        return kind;
    }

    /** One sentence. */
    public String sentence() {
        return String.valueOf(getMessage());
    }

    /** States that may follow. */
    public List<MatchState> possible() {
        return possible;
    }
}
