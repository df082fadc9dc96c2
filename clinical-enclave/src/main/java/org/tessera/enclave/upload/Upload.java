package org.tessera.enclave.upload;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.tessera.contracts.Transfer;
import org.tessera.contracts.UploadRequest.ModelCard;
import org.tessera.contracts.UploadRequestId;
import org.tessera.enclave.approval.Account;
import org.tessera.enclave.upload.UploadMoves.Move;
import org.tessera.enclave.upload.UploadMoves.State;
import org.tessera.enclave.workflow.MadeMove;

/** An upload request is in exactly one of these states; each offers only the moves that are lawful from it. */
public sealed interface Upload {
    /** What was announced. */
    Announcement announcement();

    /** The state, as the transition table names it. */
    default State state() {
        return switch (this) {
            case Submitted submitted -> State.SUBMITTED;
            case Scanning scanning -> State.SCANNING;
            case Blocked blocked -> State.BLOCKED;
            case UnderReview review -> State.UNDER_REVIEW;
            case Approved approved -> State.APPROVED;
            case Imported imported -> State.IMPORTED;
            case Rejected rejected -> State.REJECTED;
            case Failed failed -> State.FAILED;
            case Cancelled cancelled -> State.CANCELLED;
        };
    }

    /** By which move of a reviewer this state was reached; none where the enclave alone or the commons did it. */
    default Set<MadeMove<Move>> made() {
        return switch (this) {
            case Approved approved -> Set.of(approved.review().made(Move.APPROVE));
            case Imported imported -> Set.of(imported.review().made(Move.APPROVE));
            case Rejected rejected -> Set.of(rejected.review().made(Move.REJECT));
            case Submitted submitted -> Set.of();
            case Scanning scanning -> Set.of();
            case Blocked blocked -> Set.of();
            case UnderReview review -> Set.of();
            case Failed failed -> Set.of();
            case Cancelled cancelled -> Set.of();
        };
    }

    /**
     * What the message said.
     *
     * @param id the request
     * @param account subject of the commons account that sent it
     * @param project the project, as the message names it; nobody has looked yet whether there is one
     * @param schema name and version of the table
     * @param model what made the measures
     * @param manifestDigest digest of the manifest of the images
     * @param rows announced rows
     * @param attested she says that no person can be recognised by it
     * @param transfer where the sealed table waits
     * @param deadline after this moment it is FAILED, unless a person is looking at it
     * @param receivedAt when it came
     */
    record Announcement(
            UploadRequestId id,
            String account,
            String project,
            String schema,
            ModelCard model,
            String manifestDigest,
            int rows,
            boolean attested,
            Transfer transfer,
            Instant deadline,
            Instant receivedAt) {}

    /**
     * What the scan found out about a table that passed.
     *
     * @param requester the linked account of the enclave
     * @param summary what a reviewer looks at
     */
    record Scan(Account requester, TableSummary summary) {}

    /**
     * What a reviewer decided.
     *
     * @param by the reviewer
     * @param comment why
     * @param at when
     */
    record Review(Account by, String comment, Instant at) {
        /** As the move that it was. */
        MadeMove<Move> made(Move move) {
            return by.made(move, comment);
        }

        /** For a decision on this scan; throws {@link SelfReview} when the reviewer sent the table. */
        Review on(Scan scan) {
            if (by.isSamePersonAs(scan.requester())) {
                throw new SelfReview();
            }
            return this;
        }
    }

    /** Waits to be scanned. */
    record Submitted(Announcement announcement) implements Upload {
        /** A scan begins. */
        public Scanning scan() {
            return new Scanning(announcement);
        }
    }

    /** Being opened and looked at by {@link Admission}. */
    record Scanning(Announcement announcement) implements Upload {
        /** A check refused it. */
        public Blocked block(Refusal refusal, Instant at) {
            return new Blocked(announcement, refusal, at);
        }

        /** Every check let it pass: a person must look. */
        public UnderReview pass(Scan scan) {
            return new UnderReview(announcement, scan);
        }
    }

    /** Refused by a check. */
    record Blocked(Announcement announcement, Refusal refusal, Instant at) implements Upload {}

    /** Waits for a reviewer who is not the requester. */
    record UnderReview(Announcement announcement, Scan scan) implements Upload {
        /** Approved. */
        public Approved approve(Review review) {
            return new Approved(announcement, scan, review.on(scan));
        }

        /** Rejected. */
        public Rejected reject(Review review) {
            return new Rejected(announcement, scan, review.on(scan));
        }
    }

    /** May be imported: cannot be built without the review that justifies it. */
    record Approved(Announcement announcement, Scan scan, Review review) implements Upload {
        /** It is in the workspace. */
        public Imported imported(Instant at) {
            return new Imported(announcement, scan, review, at);
        }
    }

    /** In the workspace. */
    record Imported(Announcement announcement, Scan scan, Review review, Instant at) implements Upload {}

    /** A reviewer said no. */
    record Rejected(Announcement announcement, Scan scan, Review review) implements Upload {}

    /** It did not come to an end in time, or did not come whole. */
    record Failed(Announcement announcement, String reason, Instant at) implements Upload {}

    /** Taken back, or its project ended. */
    record Cancelled(Announcement announcement, @Nullable String reason, Instant at) implements Upload {}
}
