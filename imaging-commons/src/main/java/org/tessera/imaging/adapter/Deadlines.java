package org.tessera.imaging.adapter;

import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import org.tessera.imaging.feasibility.EndingInquiries;
import org.tessera.imaging.upload.CarryingUploads;
import org.tessera.messaging.inbox.HearingAgain;

/** Ends what nobody answered in time; not while answers come again that the database had forgotten. */
@ApplicationScoped
public class Deadlines {
    private final EndingInquiries inquiries;
    private final CarryingUploads uploads;

    Deadlines(EndingInquiries inquiries, CarryingUploads uploads) {
        this.inquiries = inquiries;
        this.uploads = uploads;
    }

    /** Fails feasibility requests beyond their deadline. */
    @Scheduled(
            every = "{tessera.deadlines.every}",
            concurrentExecution = ConcurrentExecution.SKIP,
            skipExecutionIf = HearingAgain.class)
    @Transactional
    public void inquiries() {
        inquiries.late();
    }

    /** Fails upload requests that no machine of the enclave took up. */
    @Scheduled(
            every = "{tessera.deadlines.every}",
            concurrentExecution = ConcurrentExecution.SKIP,
            skipExecutionIf = HearingAgain.class)
    @Transactional
    public void uploads() {
        uploads.late();
    }
}
