package org.tessera.enclave;

import org.tessera.envelope.Actor;
import org.tessera.rest.Caller;

/** Somebody who has been let in, for use cases that are called without HTTP. */
public record TestCaller(Actor actor, String role) implements Caller {
    /** That subject of the enclave's realm in that role. */
    public TestCaller(String subject, String role) {
        this(new Actor(subject, "enclave"), role);
    }
}
