package org.tessera.imaging.catalog.adapter;

import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import org.jboss.logging.Logger;
import org.tessera.imaging.catalog.ImageFiles;
import org.tessera.imaging.catalog.SubmissionLimits;

/** Removes, at the start and then every hour, what a submission left that was killed with its service; no other service may still be loading it. */
@ApplicationScoped
public class LeftBundles {
    private static final Logger LOG = Logger.getLogger(LeftBundles.class);

    private final ImageFiles files;
    private final SubmissionLimits limits;
    private final Clock clock;

    LeftBundles(ImageFiles files, SubmissionLimits limits, Clock clock) {
        this.files = files;
        this.limits = limits;
        this.clock = clock;
    }

    @Scheduled(every = "1h", concurrentExecution = ConcurrentExecution.SKIP)
    void remove() {
        try {
            // Loading writes nothing once the bundle is unpacked; twice its time, for clocks that differ.
            int removed =
                    files.removeLeft(clock.instant().minus(limits.loading().multipliedBy(2)));
            if (removed > 0) {
                LOG.infof("removed %d bundles of submissions that were cut off", removed);
            }
        } catch (IOException | UncheckedIOException e) {
            LOG.warnf(
                    "bundles of submissions that were cut off stay: %s",
                    e.getClass().getSimpleName());
        }
    }
}
