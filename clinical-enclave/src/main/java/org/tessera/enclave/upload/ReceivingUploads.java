package org.tessera.enclave.upload;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.tessera.contracts.UploadRequest;
import org.tessera.contracts.UploadRequestId;
import org.tessera.enclave.approval.ProjectId;
import org.tessera.enclave.upload.UploadDesk.Mover;
import org.tessera.enclave.upload.UploadMoves.Move;
import org.tessera.enclave.workflow.MoveRefused;
import org.tessera.envelope.Actor;
import org.tessera.messaging.IncomingTransfers;
import org.tessera.messaging.Unacceptable;

/** What comes from outside to an upload request: its announcement, its cancellation, its deadline, its project's end. */
@ApplicationScoped
@Transactional
public class ReceivingUploads {
    private final Uploads uploads;
    private final UploadDesk desk;
    private final IncomingTransfers transfers;
    private final Clock clock;

    ReceivingUploads(Uploads uploads, UploadDesk desk, IncomingTransfers transfers, Clock clock) {
        this.uploads = uploads;
        this.desk = desk;
        this.transfers = transfers;
        this.clock = clock;
    }

    /** It was announced; throws {@link Unacceptable} when another one of this id is there. */
    public void announced(UploadRequest request, @Nullable Actor actor) {
        if (uploads.find(request.requestId()).isPresent()) {
            throw new Unacceptable("request-id-used");
        }
        var announcement = new Upload.Announcement(
                request.requestId(),
                request.account(),
                request.project(),
                request.schema(),
                request.model(),
                request.manifestDigest(),
                request.rows(),
                request.attested(),
                request.transfer(),
                request.deadline(),
                clock.instant());
        desk.keep(new Upload.Submitted(announcement), new Mover(UploadMoves.BY_REQUESTER, actor, null));
    }

    /** Its sender takes it back; too late changes nothing and is recorded as a denial. */
    public void cancelled(UploadRequestId id, @Nullable Actor actor) {
        var upload = uploads.lock(id).orElseThrow(() -> new Unacceptable("unknown-request"));
        if (actor != null && !actor.subject().equals(upload.announcement().account())) {
            throw new Unacceptable("not-the-requester");
        }
        try {
            cancel(id, null, new Mover(UploadMoves.BY_REQUESTER, actor, null));
        } catch (MoveRefused tooLate) {
            return;
        }
    }

    /** The project ended: what is under way is cancelled, what was imported is forgotten. */
    public void projectEnded(ProjectId project) {
        uploads.underWay(project).forEach(id -> cancel(id, "project-ended", Mover.SERVICE));
        uploads.dropImported(project);
    }

    private void cancel(UploadRequestId id, @Nullable String reason, Mover mover) {
        var upload = desk.take(id, Move.CANCEL, mover);
        forget(upload);
        desk.keep(new Upload.Cancelled(upload.announcement(), reason, clock.instant()), mover);
    }

    /** Its deadline has passed, or it did not come whole. */
    public void fail(UploadRequestId id, String reason) {
        var upload = desk.take(id, Move.FAIL, Mover.SERVICE);
        forget(upload);
        desk.keep(new Upload.Failed(upload.announcement(), reason, clock.instant()), Mover.SERVICE);
    }

    /** Fails what is overdue. */
    public void failOverdue(Instant now) {
        uploads.overdue(now).forEach(id -> fail(id, "deadline-passed"));
    }

    private void forget(Upload upload) {
        uploads.dropRows(upload.announcement().id());
        transfers.discard(upload.announcement().transfer().id());
    }
}
