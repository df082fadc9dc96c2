package org.tessera.imaging.upload;

import java.time.Instant;
import org.tessera.contracts.UploadDecision;
import org.tessera.imaging.upload.Upload.Sent;

/** From the enclave's word to a state. */
final class Decisions {
    private static final String UNSAID = "unspecified";

    private Decisions() {}

    static Upload state(Sent sent, UploadDecision decision, Instant now) {
        String reason = decision.reason() == null ? UNSAID : decision.reason();
        return switch (decision.state()) {
            case SCANNING -> new Upload.Scanning(sent, now);
            case BLOCKED -> new Upload.Blocked(sent, now, reason);
            case UNDER_REVIEW -> new Upload.UnderReview(sent, now);
            case APPROVED -> new Upload.Approved(sent, now);
            case IMPORTED -> new Upload.Imported(sent, now);
            case REJECTED -> new Upload.Rejected(sent, now, reason);
            case FAILED -> new Upload.Failed(sent, now, reason);
            case CANCELLED -> new Upload.Cancelled(sent, now);
        };
    }
}
