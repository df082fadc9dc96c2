package org.tessera.messaging.inbox;

import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.ScheduledExecution;
import jakarta.inject.Singleton;

/**
 * Whether the service still hears messages that its database has forgotten. Until it has, what it would do by itself waits
 * ({@code skipExecutionIf}): a request would be run before the opt-outs that came first, or fail although it is answered.
 */
@Singleton
public final class HearingAgain implements Scheduled.SkipPredicate {
    private final Heard heard;
    private volatile boolean begun;

    HearingAgain(Heard heard) {
        this.heard = heard;
    }

    /** Kafka has said what there is to hear. */
    void begun() {
        begun = true;
    }

    /** Whether messages come that were heard before the database was put back, or will when this process starts again. */
    public boolean now() {
        return heard.behind();
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
