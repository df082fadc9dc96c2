package org.tessera.messaging.inbox;

/**
 * The database knows less than this process has heard: it was put back while the service ran. Reading waits, because
 * going on would skip what was forgotten; a restart reads it again.
 */
final class DatabaseWentBack extends RuntimeException {
    private static final long serialVersionUID = 1L;

    DatabaseWentBack(String channel) {
        super("the database has forgotten messages of " + channel + ": restart the service");
    }
}
