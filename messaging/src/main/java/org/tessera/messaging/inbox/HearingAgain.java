package org.tessera.messaging.inbox;

import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.ScheduledExecution;
import jakarta.inject.Singleton;
import org.tessera.messaging.Sql;

/**
 * Whether the service still hears messages that its database has forgotten. Until it has, what it would do by itself waits
 * ({@code skipExecutionIf}): a request would be run before the opt-outs that came first, or fail although it is answered.
 */
@Singleton
public final class HearingAgain implements Scheduled.SkipPredicate {
    private final Sql sql;
    private volatile boolean begun;

    HearingAgain(Sql sql) {
        this.sql = sql;
    }

    /** Kafka has said what there is to hear. */
    void begun() {
        begun = true;
    }

    /** Whether messages come that were heard before the database was put back. */
    public boolean now() {
        return sql.exists("SELECT 1 FROM heard WHERE next_offset < again_until");
    }

    /** The same, and also while nobody knows yet. */
    public boolean nowOrPerhaps() {
        return !begun || now();
    }

    @Override
    public boolean test(ScheduledExecution execution) {
        return nowOrPerhaps();
    }
}
