package org.tessera.broker.tokens.adapter;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Set;
import org.jboss.logging.Logger;
import org.tessera.broker.tokens.RotatingKeys;
import org.tessera.messaging.inbox.HearingAgain;

/** Looks at the storage keys when the service starts, and re-encrypts what is older now and then. */
@ApplicationScoped
public class RotationSchedule {
    private static final Logger LOG = Logger.getLogger(RotationSchedule.class);

    private final RotatingKeys rotating;

    /** Runs this. */
    public RotationSchedule(RotatingKeys rotating, MeterRegistry metrics) {
        this.rotating = rotating;
        Gauge.builder("tessera.storage.epochs.older", () -> rotating.older().size())
                .description("epochs other than the current one that something is stored under")
                .register(metrics);
        Gauge.builder("tessera.storage.keys.missing", () -> rotating.missing().size())
                .description("epochs whose key is needed and not in the file, or in the file and not the known one")
                .register(metrics);
    }

    /** Before messages are heard. */
    void start(@Observes @Priority(1) StartupEvent event) {
        rotating.begin();
        tell();
    }

    @Scheduled(
            every = "${tessera.broker.schedule.storage-keys}",
            concurrentExecution = ConcurrentExecution.SKIP,
            skipExecutionIf = HearingAgain.class)
    void run() {
        Set<String> before = rotating.missing();
        rotating.move();
        if (!rotating.missing().equals(before)) {
            tell();
        }
        if (rotating.finish()) {
            LOG.info("everything is stored under the current storage key");
        }
    }

    private void tell() {
        if (!rotating.missing().isEmpty()) {
            LOG.errorf(
                    "storage keys are missing, or are not the known ones, of the epochs %s: nothing is linked without them",
                    rotating.missing());
        }
        if (!rotating.isLatest()) {
            LOG.warn("the first storage key was current before a newer one: nothing is re-encrypted to it");
        }
    }
}
