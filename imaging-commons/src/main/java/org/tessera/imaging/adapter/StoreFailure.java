package org.tessera.imaging.adapter;

/** The database did not do what it was asked: an outage or a mistake of the programmer, never the caller's fault. */
public final class StoreFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** @param cause what the driver said; it goes to the log, not into an answer */
    public StoreFailure(Exception cause) {
        super("the database refused", cause);
    }
}
