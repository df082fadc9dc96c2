package org.tessera.imaging.upload;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.tessera.contracts.UploadDecision;
import org.tessera.contracts.UploadRequest.ModelCard;
import org.tessera.contracts.UploadRequestId;

/**
 * An upload request as the commons knows it: what the researcher sent, and the state that the enclave told. It is in
 * exactly one state; each offers only the moves that are lawful from it. Where the commons has given up or the
 * researcher has cancelled while the enclave had already decided, the enclave's last word stands.
 */
public sealed interface Upload {
    /** What was sent, and by whom. */
    Sent sent();

    /** When it reached this state. */
    Instant at();

    /** Its state's name. */
    State state();

    /** The states' names (governance.md, Upload request). */
    @Schema(name = "UploadState")
    enum State {
        SUBMITTED,
        SCANNING,
        BLOCKED,
        UNDER_REVIEW,
        APPROVED,
        IMPORTED,
        REJECTED,
        FAILED,
        CANCELLED
    }

    /**
     * A table on its way. The commons never sees what is in it.
     *
     * @param id this request
     * @param account whose it is
     * @param project the enclave's project, as she was given it there
     * @param schema name and version of the table
     * @param model what made the measures
     * @param manifestDigest digest of the manifest of the images
     * @param rows rows of the table
     * @param parts how many sealed parts
     * @param contentDigest digest of the sealed parts
     * @param submittedAt when
     * @param deadline when it has failed unless it is under review by then
     */
    record Sent(
            UploadRequestId id,
            String account,
            String project,
            String schema,
            ModelCard model,
            String manifestDigest,
            int rows,
            int parts,
            String contentDigest,
            Instant submittedAt,
            Instant deadline) {}

    /** The state after the enclave's word; empty when that word changes nothing any more. Unlawful words throw. */
    Optional<Upload> told(UploadDecision decision, Instant now);

    /** States that the researcher can still bring about from here. */
    default List<String> possible() {
        return this instanceof Open ? List.of(State.CANCELLED.name()) : List.of();
    }

    /** Not decided yet: it may be cancelled. */
    sealed interface Open extends Upload permits Waiting, UnderReview {
        /** The researcher takes it back. */
        default Cancelled cancel(Instant now) {
            return new Cancelled(sent(), now);
        }
    }

    /** Waits for a machine, which must answer in time. */
    sealed interface Waiting extends Open permits Submitted, Scanning {
        /** The enclave did not begin or end its scan in time. */
        default Failed late(Instant now) {
            return new Failed(sent(), now, "deadline");
        }
    }

    /** Ended at the commons alone; the enclave may have decided before it heard of it. */
    sealed interface GivenUp extends Upload permits Failed, Cancelled {
        @Override
        default Optional<Upload> told(UploadDecision decision, Instant now) {
            return switch (decision.state()) {
                case IMPORTED, REJECTED, BLOCKED -> Optional.of(Decisions.state(sent(), decision, now));
                case SCANNING, UNDER_REVIEW, APPROVED, FAILED, CANCELLED -> Optional.empty();
            };
        }
    }

    /** Decided for good: the same word again changes nothing, another is unlawful. */
    sealed interface Ended extends Upload permits Blocked, Imported, Rejected {
        @Override
        default Optional<Upload> told(UploadDecision decision, Instant now) {
            if (decision.state().name().equals(state().name())) {
                return Optional.empty();
            }
            throw new UnlawfulMove(state(), decision.state());
        }
    }

    /** On its way to the enclave. */
    record Submitted(Sent sent, Instant at) implements Waiting {
        @Override
        public State state() {
            return State.SUBMITTED;
        }

        @Override
        public Optional<Upload> told(UploadDecision decision, Instant now) {
            return Optional.of(Decisions.state(sent, decision, now));
        }
    }

    /** The enclave opens and checks it. */
    record Scanning(Sent sent, Instant at) implements Waiting {
        @Override
        public State state() {
            return State.SCANNING;
        }

        @Override
        public Optional<Upload> told(UploadDecision decision, Instant now) {
            return decision.state() == UploadDecision.State.SCANNING
                    ? Optional.empty()
                    : Optional.of(Decisions.state(sent, decision, now));
        }
    }

    /** A person at the enclave looks at it. */
    record UnderReview(Sent sent, Instant at) implements Open {
        @Override
        public State state() {
            return State.UNDER_REVIEW;
        }

        @Override
        public Optional<Upload> told(UploadDecision decision, Instant now) {
            return switch (decision.state()) {
                case UNDER_REVIEW -> Optional.empty();
                case APPROVED, IMPORTED, REJECTED, FAILED, CANCELLED ->
                    Optional.of(Decisions.state(sent, decision, now));
                case SCANNING, BLOCKED -> throw new UnlawfulMove(state(), decision.state());
            };
        }
    }

    /** Approved, not yet in the workspace. */
    record Approved(Sent sent, Instant at) implements Upload {
        @Override
        public State state() {
            return State.APPROVED;
        }

        @Override
        public Optional<Upload> told(UploadDecision decision, Instant now) {
            return switch (decision.state()) {
                case APPROVED -> Optional.empty();
                case IMPORTED, FAILED -> Optional.of(Decisions.state(sent, decision, now));
                case SCANNING, BLOCKED, UNDER_REVIEW, REJECTED, CANCELLED ->
                    throw new UnlawfulMove(state(), decision.state());
            };
        }
    }

    /** In the workspace. */
    record Imported(Sent sent, Instant at) implements Ended {
        @Override
        public State state() {
            return State.IMPORTED;
        }
    }

    /** The scan stopped it, for a coarse reason. */
    record Blocked(Sent sent, Instant at, String reason) implements Ended {
        @Override
        public State state() {
            return State.BLOCKED;
        }
    }

    /** The reviewer refused it, for a coarse reason. */
    record Rejected(Sent sent, Instant at, String reason) implements Ended {
        @Override
        public State state() {
            return State.REJECTED;
        }
    }

    /** A scan or part did not come in time, or the table could not be opened. */
    record Failed(Sent sent, Instant at, String reason) implements GivenUp {
        @Override
        public State state() {
            return State.FAILED;
        }
    }

    /** The researcher took it back. */
    record Cancelled(Sent sent, Instant at) implements GivenUp {
        @Override
        public State state() {
            return State.CANCELLED;
        }
    }
}
