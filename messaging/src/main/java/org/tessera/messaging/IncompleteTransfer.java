package org.tessera.messaging;

/** A large content that is not whole: a part is missing, changed, or sealed to another key. */
public final class IncompleteTransfer extends Exception {
    private static final long serialVersionUID = 1L;

    /** @param reason a stable code: "part-missing", "digest-differs", "not-openable" */
    public IncompleteTransfer(String reason) {
        super(reason);
    }
}
