package org.tessera.broker.feasibility.adapter;

import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.enterprise.context.ApplicationScoped;
import org.tessera.broker.feasibility.AnsweringRequests;
import org.tessera.broker.tokens.RotatingKeys;
import org.tessera.messaging.inbox.HearingAgain;

/** Decides what waits, while the key of everything that is stored is there, and sends what is due. */
@ApplicationScoped
public class FeasibilitySchedule {
    private final AnsweringRequests answering;
    private final RotatingKeys storageKeys;

    /** Runs these. */
    public FeasibilitySchedule(AnsweringRequests answering, RotatingKeys storageKeys) {
        this.answering = answering;
        this.storageKeys = storageKeys;
    }

    @Scheduled(
            every = "${tessera.broker.schedule.feasibility}",
            concurrentExecution = ConcurrentExecution.SKIP,
            skipExecutionIf = HearingAgain.class)
    void decide() {
        boolean more = storageKeys.missing().isEmpty();
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
