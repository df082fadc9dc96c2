package org.tessera.enclave.approval;

import static org.tessera.enclave.approval.RequestMoves.Move.*;
import static org.tessera.enclave.approval.RequestMoves.Part.*;
import static org.tessera.enclave.approval.RequestMoves.State.*;

import java.util.List;
import org.tessera.enclave.workflow.Grant;
import org.tessera.enclave.workflow.Transition;
import org.tessera.enclave.workflow.Transitions;

/** The transition table of data use requests, and who may play which part in it. */
public final class RequestMoves {
    private RequestMoves() {}

    /** States of a data use request. */
    public enum State {
        DRAFT,
        SUBMITTED,
        UNDER_REVIEW,
        APPROVED,
        DENIED,
        EXPIRED,
        REVOKED,
        CLOSED,
        WITHDRAWN
    }

    /** What can be done with one. */
    public enum Move {
        AMEND,
        SUBMIT,
        WITHDRAW,
        REVIEW,
        APPROVE,
        DENY,
        REVOKE,
        CLOSE,
        EXPIRE
    }

    /** Who acts. */
    public enum Part {
        AUTHOR,
        COMMITTEE,
        CLOCK
    }

    /** The table. */
    public static final Transitions<State, Move, Part> TABLE = new Transitions<>(List.of(
            row(DRAFT, AMEND, AUTHOR, DRAFT),
            row(DRAFT, SUBMIT, AUTHOR, SUBMITTED),
            row(DRAFT, WITHDRAW, AUTHOR, WITHDRAWN),
            row(SUBMITTED, REVIEW, COMMITTEE, UNDER_REVIEW),
            row(SUBMITTED, WITHDRAW, AUTHOR, WITHDRAWN),
            row(UNDER_REVIEW, APPROVE, COMMITTEE, APPROVED),
            row(UNDER_REVIEW, DENY, COMMITTEE, DENIED),
            row(UNDER_REVIEW, WITHDRAW, AUTHOR, WITHDRAWN),
            row(APPROVED, REVOKE, COMMITTEE, REVOKED),
            row(APPROVED, CLOSE, AUTHOR, CLOSED),
            row(APPROVED, EXPIRE, CLOCK, EXPIRED)));

    /** The service itself, when a year is over. */
    public static final Grant<Part> CLOCK_ALONE = Grant.as(CLOCK, "Only the passing of time does this.");

    /**
     * As whom a person may act on a request. Whoever is a party to it, or ever was a member of its project, never decides on it.
     *
     * @param isParty whether she is or was a member of the project that it opened or is about
     */
    static Grant<Part> grant(Acting acting, DataUseRequest.Filing filing, boolean isParty) {
        return switch (acting.role()) {
            case "researcher" ->
                acting.account().isSamePersonAs(filing.author())
                        ? Grant.as(AUTHOR, "The committee does this, never the author.")
                        : Grant.none("Only the author does this with her request.");
            case "committee" -> committee(acting.account(), filing, isParty);
            default -> Grant.none("This role has no part in data use requests.");
        };
    }

    private static Grant<Part> committee(Account account, DataUseRequest.Filing filing, boolean isParty) {
        if (filing.isPartyTo(account)) {
            return Grant.none("Nobody decides on a request that she is a party to.");
        }
        return isParty
                ? Grant.none("Nobody decides on a request about a project that she is or was a member of.")
                : Grant.as(COMMITTEE, "The author does this, never the committee.");
    }

    private static Transition<State, Move, Part> row(State from, Move move, Part by, State to) {
        return new Transition<>(from, move, by, to);
    }
}
