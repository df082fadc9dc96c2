package org.tessera.enclave.match.adapter;

import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import org.tessera.enclave.match.WatchingMatches;
import org.tessera.messaging.inbox.HearingAgain;

/** What happens to match requests and keys by itself. */
@ApplicationScoped
public class MatchSchedule {
    private final WatchingMatches watching;

    /** @param watching the use case */
    public MatchSchedule(WatchingMatches watching) {
        this.watching = watching;
    }

    @Scheduled(
            identity = "match-deadlines",
            every = "${tessera.enclave.match.watch:10s}",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP,
            skipExecutionIf = HearingAgain.class)
    void deadlines() {
        watching.failOverdue();
    }

    @Scheduled(
            identity = "match-keys",
            every = "${tessera.enclave.match.sweep:60s}",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void keys() {
        watching.sweepKeys();
    }
}
