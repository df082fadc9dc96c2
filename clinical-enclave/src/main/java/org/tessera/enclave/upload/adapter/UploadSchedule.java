package org.tessera.enclave.upload.adapter;

import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import org.jboss.logging.Logger;
import org.tessera.contracts.UploadRequestId;
import org.tessera.enclave.approval.ProjectEnded;
import org.tessera.enclave.upload.ReceivingUploads;
import org.tessera.enclave.upload.ScanningUploads;
import org.tessera.enclave.upload.Uploads;
import org.tessera.messaging.inbox.HearingAgain;

/** What happens to uploads by itself: scans, deadlines, the end of a project. */
@ApplicationScoped
class UploadSchedule {
    private static final Logger LOG = Logger.getLogger(UploadSchedule.class);

    private final Uploads uploads;
    private final ScanningUploads scanning;
    private final ReceivingUploads receiving;
    private final Clock clock;

    UploadSchedule(Uploads uploads, ScanningUploads scanning, ReceivingUploads receiving, Clock clock) {
        this.uploads = uploads;
        this.scanning = scanning;
        this.receiving = receiving;
        this.clock = clock;
    }

    @Scheduled(
            identity = "upload-scan",
            every = "${tessera.enclave.upload.scan-every}",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP,
            skipExecutionIf = HearingAgain.class)
    void scan() {
        receiving.failOverdue(clock.instant());
        uploads.waiting().forEach(this::scanOne);
    }

    /** One that cannot be scanned now does not hold up the others; it is tried again until its deadline. */
    private void scanOne(UploadRequestId id) {
        try {
            scanning.begin(id);
            scanning.finish(id);
        } catch (RuntimeException e) {
            LOG.warnf(
                    "upload request %s could not be scanned now: %s",
                    id, e.getClass().getName());
        }
    }

    void projectEnded(@Observes ProjectEnded event) {
        receiving.projectEnded(event.project());
    }
}
