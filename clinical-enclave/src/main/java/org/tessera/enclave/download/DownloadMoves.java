package org.tessera.enclave.download;

import static org.tessera.enclave.download.DownloadMoves.Move.*;
import static org.tessera.enclave.download.DownloadMoves.Part.*;
import static org.tessera.enclave.download.DownloadMoves.State.*;

import java.util.EnumSet;
import java.util.List;
import org.tessera.enclave.approval.Acting;
import org.tessera.enclave.workflow.Grant;
import org.tessera.enclave.workflow.Transition;
import org.tessera.enclave.workflow.Transitions;

/** The transition table of download requests, and who may play which part in it. */
public final class DownloadMoves {
    private DownloadMoves() {}

    /** States of a download request. */
    public enum State {
        DRAFT,
        SUBMITTED,
        CHECKED,
        PARTIALLY_REVIEWED,
        REVIEWED,
        APPROVED,
        RELEASED,
        RETURNED,
        REJECTED,
        WITHDRAWN,
        RECALLED
    }

    /** What can be done with one. */
    public enum Move {
        AMEND,
        SUBMIT,
        CHECK,
        RETURN,
        VOTE,
        APPROVE,
        REJECT,
        RELEASE,
        WITHDRAW,
        RECALL
    }

    /** Who acts. */
    public enum Part {
        AUTHOR,
        /** An output-checker who is not the author. */
        REVIEWER,
        /** An output-checker or administrator who is not the author. */
        RELEASER,
        /** The enclave itself: the automatic check, the count of votes, the end of the project. */
        SERVICE
    }

    /** The table. */
    public static final Transitions<State, Move, Part> TABLE = new Transitions<>(List.of(
            row(DRAFT, AMEND, AUTHOR, DRAFT),
            row(DRAFT, SUBMIT, AUTHOR, SUBMITTED),
            row(SUBMITTED, CHECK, SERVICE, CHECKED),
            row(SUBMITTED, RETURN, SERVICE, RETURNED),
            row(CHECKED, VOTE, REVIEWER, PARTIALLY_REVIEWED),
            row(PARTIALLY_REVIEWED, VOTE, REVIEWER, REVIEWED),
            row(REVIEWED, APPROVE, SERVICE, APPROVED),
            row(REVIEWED, RETURN, SERVICE, RETURNED),
            row(REVIEWED, REJECT, SERVICE, REJECTED),
            row(APPROVED, RELEASE, RELEASER, RELEASED),
            row(APPROVED, RETURN, SERVICE, RETURNED),
            row(RETURNED, AMEND, AUTHOR, RETURNED),
            row(RETURNED, SUBMIT, AUTHOR, SUBMITTED),
            row(RELEASED, RECALL, RELEASER, RECALLED),
            row(DRAFT, WITHDRAW, AUTHOR, WITHDRAWN),
            row(CHECKED, WITHDRAW, AUTHOR, WITHDRAWN),
            row(PARTIALLY_REVIEWED, WITHDRAW, AUTHOR, WITHDRAWN),
            row(APPROVED, WITHDRAW, AUTHOR, WITHDRAWN),
            row(RETURNED, WITHDRAW, AUTHOR, WITHDRAWN),
            row(DRAFT, WITHDRAW, SERVICE, WITHDRAWN),
            row(CHECKED, WITHDRAW, SERVICE, WITHDRAWN),
            row(PARTIALLY_REVIEWED, WITHDRAW, SERVICE, WITHDRAWN),
            row(APPROVED, WITHDRAW, SERVICE, WITHDRAWN),
            row(RETURNED, WITHDRAW, SERVICE, WITHDRAWN)));

    /** The enclave itself. */
    public static final Grant<Part> SERVICE_ALONE = Grant.as(SERVICE, "Only the enclave itself does this.");

    private static final Grant<Part> CHECKER =
            new Grant<>(EnumSet.of(REVIEWER, RELEASER), "The author does this, never a reviewer.");

    /** As whom a person may act on a request. The author never reviews or releases it. */
    static Grant<Part> grant(Acting acting, Download download) {
        var isAuthor = acting.account().isSamePersonAs(download.order().author());
        return switch (acting.role()) {
            case "researcher" ->
                isAuthor
                        ? Grant.as(AUTHOR, "Reviewers do this, never the author.")
                        : Grant.none("Only the author does this with her request.");
            case "output-checker" -> isAuthor ? authorsNever() : CHECKER;
            case "administrator" -> isAuthor ? authorsNever() : Grant.as(RELEASER, "Only output-checkers review.");
            default -> Grant.none("This role has no part in download requests.");
        };
    }

    private static Grant<Part> authorsNever() {
        return Grant.none("Nobody reviews or releases her own request.");
    }

    /** The same, as long as the present turn lasts, in which nobody votes twice. */
    static Grant<Part> grantOfThisTurn(Acting acting, Download download) {
        var hasVoted = download.votes().stream().anyMatch(vote -> vote.by().isSamePersonAs(acting.account()));
        return hasVoted && acting.in("output-checker")
                ? Grant.as(RELEASER, "You have voted; the other vote is somebody else's.")
                : grant(acting, download);
    }

    private static Transition<State, Move, Part> row(State from, Move move, Part by, State to) {
        return new Transition<>(from, move, by, to);
    }
}
