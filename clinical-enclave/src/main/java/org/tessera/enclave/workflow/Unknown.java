package org.tessera.enclave.workflow;

/** There is no such object, or none that this person may know of: the two are told alike. */
public final class Unknown extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** @param what the kind of object, "data use request" */
    public Unknown(String what) {
        super("There is no such " + what + ".");
    }
}
