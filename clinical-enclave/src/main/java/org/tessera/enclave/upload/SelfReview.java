package org.tessera.enclave.upload;

/** Nobody reviews her own table. A guard of the types: the permissions have refused before. */
final class SelfReview extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    SelfReview() {
        super("nobody reviews her own table");
    }
}
