package org.tessera.messaging;

import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What the database said when something failed, however deep below. */
public final class SqlFailures {
    /**
     * How the SQLSTATE begins (PostgreSQL, appendix A, "Error Codes") when no time will make it better: a value that no
     * column can hold, a broken rule of the tables, too much for an index.
     */
    private static final List<String> LASTING = List.of("22", "23", "54");

    private SqlFailures() {}

    /** Whether one like this is anywhere among the causes, or among what a transaction that could not commit had suppressed. */
    public static boolean any(@Nullable Throwable thrown, Predicate<SQLException> like) {
        return thrown != null
                && ((thrown instanceof SQLException failure && like.test(failure))
                        || any(thrown.getCause(), like)
                        || Arrays.stream(thrown.getSuppressed()).anyMatch(suppressed -> any(suppressed, like)));
    }

    /** Whether the database is there and will not take this. */
    public static boolean isLasting(Throwable thrown) {
        return any(thrown, failure -> begins(failure, LASTING));
    }

    /** Whether its SQLSTATE begins with one of these. */
    public static boolean begins(SQLException failure, List<String> beginnings) {
        String state = failure.getSQLState();
        return state != null && beginnings.stream().anyMatch(state::startsWith);
    }
}
