package org.tessera.rest;

import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Tells a database that is away, full or busy from one that will never take what it was given. */
final class StorageOutage {
    /**
     * How the SQLSTATE begins (PostgreSQL, appendix A, "Error Codes"): no connection, idle for too long, transaction
     * rolled back, out of resources, stopped by an operator, error of the system; and the internal error that a file is
     * said to be which may not grow any more.
     */
    private static final List<String> STATES = List.of("08", "25P03", "40", "53", "57", "58", "XX000");

    private StorageOutage() {}

    /** Whether one is anywhere among the causes, or among what a transaction that could not commit had suppressed. */
    static boolean isBehind(@Nullable Throwable thrown) {
        return thrown != null
                && ((thrown instanceof SQLException failure && isOutage(failure))
                        || isBehind(thrown.getCause())
                        || Arrays.stream(thrown.getSuppressed()).anyMatch(StorageOutage::isBehind));
    }

    private static boolean isOutage(SQLException failure) {
        String state = failure.getSQLState();
        // The pool gives no state when it waited for a connection in vain.
        return state == null
                ? failure.getCause() instanceof TimeoutException
                : STATES.stream().anyMatch(state::startsWith);
    }
}
