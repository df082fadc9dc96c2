package org.tessera.imaging.upload;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.tessera.contracts.Transfer;
import org.tessera.contracts.TransferId;
import org.tessera.contracts.UploadCancellation;
import org.tessera.contracts.UploadDecision;
import org.tessera.contracts.UploadRequest;
import org.tessera.contracts.UploadRequestId;
import org.tessera.envelope.Actor;
import org.tessera.imaging.Refusals;
import org.tessera.imaging.upload.Upload.Cancelled;
import org.tessera.imaging.upload.Upload.Open;
import org.tessera.imaging.upload.Upload.Sent;
import org.tessera.imaging.upload.Upload.Submitted;
import org.tessera.imaging.upload.Upload.Waiting;
import org.tessera.messaging.Ledger;
import org.tessera.messaging.Ledger.Entry;
import org.tessera.messaging.Outbox;
import org.tessera.messaging.Outgoing;
import org.tessera.messaging.OutgoingTransfers;
import org.tessera.messaging.Unacceptable;

/** Carries sealed tables to the enclave and keeps what the enclave says of them. */
@ApplicationScoped
public class CarryingUploads {
    /** Where tables are sent. */
    public static final String CHANNEL = "commons.upload-requests.v1";

    private static final int AT_ONCE = 100;

    private final Uploads uploads;
    private final UploadLimits limits;
    private final OutgoingTransfers transfers;
    private final Outbox outbox;
    private final Ledger ledger;
    private final Clock clock;

    CarryingUploads(
            Uploads uploads,
            UploadLimits limits,
            OutgoingTransfers transfers,
            Outbox outbox,
            Ledger ledger,
            Clock clock) {
        this.uploads = uploads;
        this.limits = limits;
        this.transfers = transfers;
        this.outbox = outbox;
        this.ledger = ledger;
        this.clock = clock;
    }

    /**
     * Forwards the sealed parts unread, in the caller's transaction. Throws the problems "not-attested", "not-sealed" and
     * "upload-too-large" (422), each a denial in the ledger.
     */
    public Upload submit(NewUpload request, Actor actor, String role) {
        refuse(!request.attested(), "not-attested", "The attestation is missing.", actor, role);
        boolean large = request.sealedParts().size() > limits.parts()
                || request.sealedParts().stream().anyMatch(part -> part.length() > limits.partCharacters());
        refuse(large, "upload-too-large", "There are too many parts, or one is too large.", actor, role);
        boolean open = !request.sealedParts().stream().allMatch(SealedPart::isSealed);
        refuse(open, "not-sealed", "A part is not a compact JWE by ECDH-ES.", actor, role);
        Instant now = clock.instant();
        UploadRequestId id = UploadRequestId.random();
        // The same key for parts, request and cancellation: they arrive in this order.
        TransferId transferId = new TransferId(id.value());
        Transfer transfer = transfers.forward(CHANNEL, transferId.toString(), transferId, request.sealedParts());
        Submitted submitted = new Submitted(sent(id, request, transfer, actor, now), now);
        uploads.add(submitted);
        outbox.send(new Outgoing(
                CHANNEL, transferId.toString(), message(submitted.sent(), transfer), actor, request.project()));
        ledger.transition(new Entry("upload-request.submitted", id.toString(), actor, role, null, transfer.digest()));
        return submitted;
    }

    private Sent sent(UploadRequestId id, NewUpload request, Transfer transfer, Actor actor, Instant now) {
        return new Sent(
                id,
                actor.subject(),
                request.project(),
                request.schema(),
                request.model().card(),
                request.manifestDigest(),
                request.rows(),
                transfer.parts(),
                transfer.digest(),
                now,
                now.plus(limits.deadline()));
    }

    private static UploadRequest message(Sent sent, Transfer transfer) {
        return new UploadRequest(
                sent.id(),
                sent.account(),
                sent.project(),
                sent.schema(),
                sent.model(),
                sent.manifestDigest(),
                sent.rows(),
                true,
                transfer,
                sent.deadline());
    }

    private void refuse(boolean broken, String kind, String sentence, Actor actor, String role) {
        if (broken) {
            ledger.denial(Entry.of("upload-request.denied:" + kind, "upload", actor, role));
            throw Refusals.unprocessable(kind, sentence);
        }
    }

    /**
     * Takes back what is not decided yet; once more changes nothing, for who lost the first answer asks again. Throws the
     * problems "not-found" (404) and "illegal-transition" (409).
     */
    public Upload cancel(UploadRequestId id, Actor actor, String role) {
        Upload own = require(id, actor);
        Upload upload = uploads.lock(own.sent().id()).orElseThrow(Refusals::notFound);
        if (upload instanceof Cancelled) {
            return upload;
        }
        if (!(upload instanceof Open open)) {
            throw Refusals.illegal(upload.state(), upload.possible());
        }
        Upload cancelled = open.cancel(clock.instant());
        uploads.save(cancelled);
        outbox.send(new Outgoing(
                CHANNEL,
                id.toString(),
                new UploadCancellation(id),
                actor,
                own.sent().project()));
        ledger.transition(Entry.of("upload-request.cancelled", id.toString(), actor, role));
        return cancelled;
    }

    /** The account's request; throws the problem "not-found" (404). */
    public Upload require(UploadRequestId id, Actor actor) {
        return uploads.find(id, actor).orElseThrow(Refusals::notFound);
    }

    /**
     * Keeps the enclave's word, in the caller's transaction. Throws {@link Unacceptable} "unknown-request" and
     * "illegal-transition".
     */
    public void told(UploadDecision decision) {
        Upload upload = uploads.lock(decision.requestId()).orElseThrow(() -> new Unacceptable("unknown-request"));
        Optional<Upload> next;
        try {
            next = upload.told(decision, clock.instant());
        } catch (UnlawfulMove e) {
            throw new Unacceptable("illegal-transition");
        }
        next.ifPresent(this::move);
    }

    /** Fails what the enclave did not take up in time, in the caller's transaction; says how many. */
    public int late() {
        Instant now = clock.instant();
        int count = 0;
        for (Upload upload : uploads.late(now, AT_ONCE)) {
            if (upload instanceof Waiting waiting) {
                move(waiting.late(now));
                count++;
            }
        }
        return count;
    }

    private void move(Upload next) {
        uploads.save(next);
        String verb = next.state().name().toLowerCase(Locale.ROOT).replace('_', '-');
        ledger.transition(Entry.of("upload-request." + verb, next.sent().id().toString(), null, null));
    }
}
