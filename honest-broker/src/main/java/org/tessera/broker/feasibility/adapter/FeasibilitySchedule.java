package org.tessera.broker.feasibility.adapter;

import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.enterprise.context.ApplicationScoped;
import org.jboss.logging.Logger;
import org.tessera.broker.feasibility.AnsweringRequests;
import org.tessera.broker.tokens.RotatingKeys;
import org.tessera.contracts.FeasibilityRequestId;
import org.tessera.messaging.inbox.HearingAgain;

/** Decides what waits, while the key of everything that is stored is there, and sends what is due. */
@ApplicationScoped
public class FeasibilitySchedule {
    private static final Logger LOG = Logger.getLogger(FeasibilitySchedule.class);

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
        if (storageKeys.missing().isEmpty()) {
            answering.waiting().forEach(this::decideOne);
        }
    }

    /** One that cannot be decided now does not hold up the others; it is tried again a few times. */
    private void decideOne(FeasibilityRequestId id) {
        try {
            if (answering.begin(id)) {
                answering.decide(id);
            }
        } catch (RuntimeException e) {
            LOG.warnf(
                    "feasibility request %s could not be decided now: %s",
                    id, e.getClass().getName());
            LOG.debugf(e, "why feasibility request %s could not be decided", id);
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
