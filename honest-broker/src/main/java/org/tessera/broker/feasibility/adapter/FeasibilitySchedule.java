package org.tessera.broker.feasibility.adapter;

import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.enterprise.context.ApplicationScoped;
import org.tessera.broker.feasibility.AnsweringRequests;
import org.tessera.messaging.inbox.HearingAgain;

/** Decides what waits, and sends what is due. */
@ApplicationScoped
public class FeasibilitySchedule {
    private final AnsweringRequests answering;

    /** Runs these. */
    public FeasibilitySchedule(AnsweringRequests answering) {
        this.answering = answering;
    }

    @Scheduled(
            every = "${tessera.broker.schedule.feasibility}",
            concurrentExecution = ConcurrentExecution.SKIP,
            skipExecutionIf = HearingAgain.class)
    void decide() {
        boolean more = true;
        while (more) {
            more = answering.decideNext();
        }
    }

    @Scheduled(
            every = "${tessera.broker.schedule.feasibility}",
            concurrentExecution = ConcurrentExecution.SKIP,
            skipExecutionIf = HearingAgain.class)
    void send() {
        answering.sendDue();
    }
}
