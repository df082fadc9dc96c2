package org.tessera.enclave.workflow;

import java.util.List;

/** Person and state are right, but what is asked for is not: all mistakes at once, so that she need not try one by one. */
public final class PolicyRefused extends MoveRefused {
    private static final long serialVersionUID = 1L;

    private final String kind;
    private final List<String> mistakes;

    /**
     * A refusal by policy.
     *
     * @param kind stable kind of the problem, "application-incomplete"
     * @param mistakes one sentence each, at least one
     */
    public PolicyRefused(String kind, List<String> mistakes) {
        super(String.join(" ", mistakes));
        this.kind = kind;
        this.mistakes = List.copyOf(mistakes);
    }

    /** Stable kind of the problem. */
    public String kind() {
        return kind;
    }

    /** One sentence each. */
    public List<String> mistakes() {
        return mistakes;
    }
}
