package org.tessera.enclave.upload;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.tessera.contracts.UploadDecision;
import org.tessera.contracts.UploadRequestId;
import org.tessera.enclave.approval.Account;
import org.tessera.enclave.upload.UploadMoves.Move;
import org.tessera.enclave.upload.UploadMoves.Part;
import org.tessera.enclave.workflow.Grant;
import org.tessera.enclave.workflow.MadeMove;
import org.tessera.enclave.workflow.MoveRefused;
import org.tessera.enclave.workflow.Unknown;
import org.tessera.envelope.Actor;
import org.tessera.messaging.Ledger;
import org.tessera.messaging.Outbox;
import org.tessera.messaging.Outgoing;

/** Every move of an upload request passes here: lock, look at the table, keep, record, tell the commons. */
@ApplicationScoped
class UploadDesk {
    private static final String DECISIONS = "enclave.upload-decisions.v1";

    private final Uploads uploads;
    private final Ledger ledger;
    private final Outbox outbox;

    UploadDesk(Uploads uploads, Ledger ledger, Outbox outbox) {
        this.uploads = uploads;
        this.ledger = ledger;
        this.outbox = outbox;
    }

    /** Who moves: as the ledger names her, or nobody when it is the enclave itself. */
    record Mover(
            Grant<Part> grant,
            @Nullable Actor actor,
            @Nullable String role) {
        static final Mover SERVICE = new Mover(UploadMoves.SERVICE_ALONE, null, null);
    }

    /** The request, if this move is lawful now; a refusal is recorded. */
    Upload take(UploadRequestId id, Move move, Mover mover) {
        var upload = lock(id);
        try {
            UploadMoves.TABLE.target(upload.state(), move, mover.grant());
        } catch (MoveRefused refused) {
            denied(id, move, mover);
            throw refused;
        }
        return upload;
    }

    /**
     * The request after a reviewer's move, if it is lawful now; as it is, where she has made this very move already. A refusal is
     * recorded.
     *
     * @param work makes the move and keeps what comes of it
     */
    Upload make(MadeMove<Move> move, UploadRequestId id, Mover mover, Function<Upload.UnderReview, Upload> work) {
        var upload = lock(id);
        try {
            UploadMoves.TABLE.permit(move.move(), mover.grant());
            if (upload.made().contains(move)) {
                return upload;
            }
            UploadMoves.TABLE.target(upload.state(), move.move(), mover.grant());
        } catch (MoveRefused refused) {
            denied(id, move.move(), mover);
            throw refused;
        }
        return work.apply((Upload.UnderReview) upload);
    }

    private Upload lock(UploadRequestId id) {
        return uploads.lock(id).orElseThrow(() -> new Unknown("upload request"));
    }

    private void denied(UploadRequestId id, Move move, Mover mover) {
        ledger.denial(Ledger.Entry.of(
                "upload-request." + move.name().toLowerCase(Locale.ROOT) + "-denied",
                id.toString(),
                mover.actor(),
                mover.role()));
    }

    /** Keeps the new state, records it, and tells the commons the state and a coarse reason, nothing else. */
    <T extends Upload> T keep(T upload, Mover mover) {
        var id = upload.announcement().id();
        uploads.save(upload);
        ledger.transition(new Ledger.Entry(
                "upload-request."
                        + upload.state().name().toLowerCase(Locale.ROOT).replace('_', '-'),
                id.toString(),
                mover.actor(),
                mover.role(),
                null,
                digest(upload)));
        told(upload)
                .ifPresent(decision -> outbox.send(new Outgoing(
                        DECISIONS,
                        id.toString(),
                        decision,
                        null,
                        upload.announcement().project())));
        return upload;
    }

    private static Optional<UploadDecision> told(Upload upload) {
        var id = upload.announcement().id();
        return switch (upload) {
            case Upload.Submitted submitted -> Optional.empty();
            case Upload.Scanning scanning -> decision(id, UploadDecision.State.SCANNING, null);
            case Upload.Blocked blocked ->
                decision(id, UploadDecision.State.BLOCKED, blocked.refusal().code());
            case Upload.UnderReview review -> decision(id, UploadDecision.State.UNDER_REVIEW, null);
            case Upload.Approved approved -> decision(id, UploadDecision.State.APPROVED, null);
            case Upload.Imported imported -> decision(id, UploadDecision.State.IMPORTED, null);
            case Upload.Rejected rejected -> decision(id, UploadDecision.State.REJECTED, "reviewer-rejected");
            case Upload.Failed failed -> decision(id, UploadDecision.State.FAILED, failed.reason());
            case Upload.Cancelled cancelled -> decision(id, UploadDecision.State.CANCELLED, cancelled.reason());
        };
    }

    private static Optional<UploadDecision> decision(
            UploadRequestId id, UploadDecision.State state, @Nullable String reason) {
        return Optional.of(new UploadDecision(id, state, reason));
    }

    private static @Nullable String digest(Upload upload) {
        return scan(upload).map(scan -> scan.summary().digest()).orElse(null);
    }

    /** What the scan found out, once there is one. */
    static Optional<Upload.Scan> scan(Upload upload) {
        return switch (upload) {
            case Upload.UnderReview review -> Optional.of(review.scan());
            case Upload.Approved approved -> Optional.of(approved.scan());
            case Upload.Imported imported -> Optional.of(imported.scan());
            case Upload.Rejected rejected -> Optional.of(rejected.scan());
            case Upload.Submitted submitted -> Optional.empty();
            case Upload.Scanning scanning -> Optional.empty();
            case Upload.Blocked blocked -> Optional.empty();
            case Upload.Failed failed -> Optional.empty();
            case Upload.Cancelled cancelled -> Optional.empty();
        };
    }

    /** The linked account of the enclave, once the scan has found it. */
    static Optional<Account> requester(Upload upload) {
        return scan(upload).map(Upload.Scan::requester);
    }
}
