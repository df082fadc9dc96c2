package org.tessera.rest;

import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.TimeoutException;
import org.tessera.messaging.SqlFailures;

/** Tells a database that is away, full or busy from one that will never take what it was given. */
final class StorageOutage {
    /**
     * How the SQLSTATE begins (PostgreSQL, appendix A, "Error Codes"): no connection, idle for too long, transaction
     * rolled back, out of resources, stopped by an operator, error of the system; and the internal error that a file is
     * said to be which may not grow any more.
     */
    private static final List<String> STATES = List.of("08", "25P03", "40", "53", "57", "58", "XX000");

    private StorageOutage() {}

    /** Whether one is anywhere behind it. */
    static boolean isBehind(Throwable thrown) {
        return SqlFailures.any(thrown, StorageOutage::isOutage);
    }

    private static boolean isOutage(SQLException failure) {
        // The pool gives no state when it waited for a connection in vain.
        return failure.getSQLState() == null
                ? failure.getCause() instanceof TimeoutException
                : SqlFailures.begins(failure, STATES);
    }
}
