package org.tessera.enclave.upload;

import static org.tessera.enclave.upload.UploadMoves.Move.*;
import static org.tessera.enclave.upload.UploadMoves.Part.*;
import static org.tessera.enclave.upload.UploadMoves.State.*;

import java.util.List;
import java.util.Optional;
import org.tessera.enclave.approval.Account;
import org.tessera.enclave.approval.Acting;
import org.tessera.enclave.workflow.Grant;
import org.tessera.enclave.workflow.Transition;
import org.tessera.enclave.workflow.Transitions;

/** The transition table of upload requests, and who may play which part in it. */
public final class UploadMoves {
    private UploadMoves() {}

    /** States of an upload request. */
    public enum State {
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

    /** What can be done with one. */
    public enum Move {
        SCAN,
        BLOCK,
        PASS,
        APPROVE,
        REJECT,
        IMPORT,
        CANCEL,
        FAIL
    }

    /** Who acts. */
    public enum Part {
        /** The enclave itself: scanner, importer, clock. */
        SERVICE,
        /** An output-checker who did not send it. */
        REVIEWER,
        /** The account of the commons that sent it. */
        REQUESTER
    }

    /** The table. */
    public static final Transitions<State, Move, Part> TABLE = new Transitions<>(List.of(
            row(SUBMITTED, SCAN, SERVICE, SCANNING),
            row(SUBMITTED, CANCEL, REQUESTER, CANCELLED),
            row(SUBMITTED, CANCEL, SERVICE, CANCELLED),
            row(SUBMITTED, FAIL, SERVICE, FAILED),
            row(SCANNING, BLOCK, SERVICE, BLOCKED),
            row(SCANNING, PASS, SERVICE, UNDER_REVIEW),
            row(SCANNING, CANCEL, REQUESTER, CANCELLED),
            row(SCANNING, CANCEL, SERVICE, CANCELLED),
            row(SCANNING, FAIL, SERVICE, FAILED),
            row(UNDER_REVIEW, APPROVE, REVIEWER, APPROVED),
            row(UNDER_REVIEW, REJECT, REVIEWER, REJECTED),
            row(UNDER_REVIEW, CANCEL, REQUESTER, CANCELLED),
            row(UNDER_REVIEW, CANCEL, SERVICE, CANCELLED),
            row(APPROVED, IMPORT, SERVICE, IMPORTED)));

    /** The enclave itself. */
    public static final Grant<Part> SERVICE_ALONE = Grant.as(SERVICE, "Only the enclave itself does this.");

    /** The account that sent it, by a message of the commons. */
    public static final Grant<Part> BY_REQUESTER = Grant.as(REQUESTER, "Only the account that sent it does this.");

    /** As whom a person may act on a request. Whoever sent it never reviews it. */
    public static Grant<Part> grant(Acting acting, Optional<Account> requester) {
        if (!acting.in("output-checker")) {
            return Grant.none("Only an output-checker reviews what comes in.");
        }
        return requester.filter(acting.account()::isSamePersonAs).isPresent()
                ? Grant.none("Nobody reviews her own table.")
                : Grant.as(REVIEWER, "Only the enclave itself does this.");
    }

    private static Transition<State, Move, Part> row(State from, Move move, Part by, State to) {
        return new Transition<>(from, move, by, to);
    }
}
