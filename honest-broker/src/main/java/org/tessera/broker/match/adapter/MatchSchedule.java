package org.tessera.broker.match.adapter;

import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.atomic.AtomicInteger;
import org.jboss.logging.Logger;
import org.tessera.broker.match.MatchAwaited;
import org.tessera.broker.match.RunningMatches;
import org.tessera.broker.tokens.RotatingKeys;
import org.tessera.contracts.MatchRequestId;
import org.tessera.messaging.inbox.HearingAgain;

/**
 * Runs the match requests that wait, one after the other: at once when one has come, and now and then for those left over.
 * Not before everything is heard that the database had forgotten: tokens and opt-outs may be among it. And not while a storage
 * key is missing: what is under it cannot be read, and with another key under the same name it would look like nobody.
 */
@ApplicationScoped
public class MatchSchedule {
    private static final Logger LOG = Logger.getLogger(MatchSchedule.class);
    private static final int NOBODY = 0;

    private final RunningMatches matches;
    private final HearingAgain hearingAgain;
    private final RotatingKeys storageKeys;

    /** How often somebody wanted to run what waits since there was nothing left; whoever is first does it for all. */
    private final AtomicInteger wanted = new AtomicInteger();

    private final ExecutorService executor;

    /** Runs these on the service's own threads. */
    public MatchSchedule(
            RunningMatches matches, HearingAgain hearingAgain, RotatingKeys storageKeys, ExecutorService executor) {
        this.matches = matches;
        this.hearingAgain = hearingAgain;
        this.storageKeys = storageKeys;
        this.executor = executor;
    }

    /** The consumer that heard of the request must not wait for its linkage. */
    void soon(@Observes(during = TransactionPhase.AFTER_SUCCESS) MatchAwaited awaited) {
        executor.execute(this::run);
    }

    @Scheduled(every = "${tessera.broker.schedule.match}", concurrentExecution = ConcurrentExecution.SKIP)
    void run() {
        if (wanted.getAndIncrement() > 0) {
            return;
        }
        try {
            int seen;
            do {
                seen = wanted.get();
                runAll();
            } while (!wanted.compareAndSet(seen, NOBODY));
        } catch (RuntimeException | Error e) {
            wanted.set(NOBODY);
            throw e;
        }
    }

    private void runAll() {
        if (!hearingAgain.nowOrPerhaps() && storageKeys.missing().isEmpty()) {
            matches.waiting().forEach(this::runOne);
        }
    }

    /** One that cannot be run now does not hold up the others; it is tried again a few times. */
    private void runOne(MatchRequestId id) {
        try {
            if (matches.begin(id)) {
                matches.finish(id);
            }
        } catch (RuntimeException e) {
            LOG.warnf(
                    "match request %s could not be run now: %s",
                    id, e.getClass().getName());
            LOG.debugf(e, "why match request %s could not be run", id);
        }
    }
}
