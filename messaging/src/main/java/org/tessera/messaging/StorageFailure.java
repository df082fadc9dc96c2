package org.tessera.messaging;

/** The database did not do what it was asked. Mostly an outage: worth another try. */
public final class StorageFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** @param cause what the driver said */
    public StorageFailure(Throwable cause) {
        super("the database failed", cause);
    }
}
