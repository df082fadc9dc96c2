package org.tessera.broker.tokens.adapter;

import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.enterprise.context.ApplicationScoped;
import org.tessera.broker.tokens.ForgettingEncodings;

/** Deletes, now and then, encodings that nobody has used in time. */
@ApplicationScoped
public class EncodingSchedule {
    private final ForgettingEncodings forgetting;

    /** Runs this. */
    public EncodingSchedule(ForgettingEncodings forgetting) {
        this.forgetting = forgetting;
    }

    @Scheduled(every = "${tessera.broker.schedule.encodings}", concurrentExecution = ConcurrentExecution.SKIP)
    void run() {
        while (forgetting.run() > 0) {
            // Millions may become too old at once: each portion is a transaction.
        }
    }
}
