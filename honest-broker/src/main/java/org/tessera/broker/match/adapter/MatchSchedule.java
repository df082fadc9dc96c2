package org.tessera.broker.match.adapter;

import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.enterprise.context.ApplicationScoped;
import org.tessera.broker.match.RunningMatches;

/** Runs the match requests that wait, one after the other. */
@ApplicationScoped
public class MatchSchedule {
    private final RunningMatches matches;

    /** Runs these. */
    public MatchSchedule(RunningMatches matches) {
        this.matches = matches;
    }

    @Scheduled(every = "${tessera.broker.schedule.match}", concurrentExecution = ConcurrentExecution.SKIP)
    void run() {
        boolean more = true;
        while (more) {
            more = matches.runNext();
        }
    }
}
