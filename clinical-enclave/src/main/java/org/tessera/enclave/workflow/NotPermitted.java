package org.tessera.enclave.workflow;

/** This person may not make this move on this object, whatever its state. */
public final class NotPermitted extends MoveRefused {
    private static final long serialVersionUID = 1L;

    /** @param reason one sentence for a person */
    public NotPermitted(String reason) {
        super(reason);
    }
}
