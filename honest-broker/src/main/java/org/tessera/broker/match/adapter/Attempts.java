package org.tessera.broker.match.adapter;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.tessera.messaging.Sql;

/**
 * How often each request of a table of runs was tried. One that fails goes behind the others and waits a minute longer each
 * time, so that it holds up nobody.
 */
public final class Attempts {
    private final Sql sql;
    private final String table;

    /** Of the runs in this table, which has request_id, state, received_at, attempts and tried_at. */
    public Attempts(Sql sql, String table) {
        this.sql = sql;
        this.table = table;
    }

    /** The requests that are to be run now, in this order. */
    public List<UUID> waiting(Instant now) {
        return sql.list(
                "SELECT request_id FROM " + table
                        + " WHERE state = 'RECEIVED' AND"
                        + " (attempts = 0 OR coalesce(tried_at, received_at) + attempts * interval '1 minute' <= ?)"
                        + " ORDER BY attempts, received_at, request_id",
                row -> row.getObject("request_id", UUID.class),
                now);
    }

    /** Counts one more attempt and says which; empty when the request does not wait, or is another's at the moment. */
    public Optional<Integer> next(UUID request, Instant now) {
        return sql.first("""
                UPDATE %s SET attempts = attempts + 1, tried_at = ? WHERE request_id =
                       (SELECT request_id FROM %s
                         WHERE request_id = ? AND state = 'RECEIVED' FOR UPDATE SKIP LOCKED)
                RETURNING attempts
                """.formatted(table, table), row -> row.getInt("attempts"), now, request);
    }
}
