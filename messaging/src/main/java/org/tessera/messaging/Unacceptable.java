package org.tessera.messaging;

/** A message that can never be handled as it is: it goes to quarantine. */
public final class Unacceptable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** @param reason a stable code without identifiers, for example "unknown-request" */
    public Unacceptable(String reason) {
        super(reason);
    }
}
