package org.tessera.enclave.approval;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Set;
import org.tessera.enclave.approval.RequestMoves.Move;
import org.tessera.enclave.workflow.MadeMove;

/** A data use request is in exactly one of these states; each offers only the moves that are lawful from it. */
public sealed interface DataUseRequest {
    /** Who asks for what. */
    Filing filing();

    /** The state, as the transition table names it. */
    default RequestMoves.State state() {
        return switch (this) {
            case Draft draft -> RequestMoves.State.DRAFT;
            case Submitted submitted -> RequestMoves.State.SUBMITTED;
            case UnderReview review -> RequestMoves.State.UNDER_REVIEW;
            case Approved approved -> RequestMoves.State.APPROVED;
            case Denied denied -> RequestMoves.State.DENIED;
            case Expired expired -> RequestMoves.State.EXPIRED;
            case Revoked revoked -> RequestMoves.State.REVOKED;
            case Closed closed -> RequestMoves.State.CLOSED;
            case Withdrawn withdrawn -> RequestMoves.State.WITHDRAWN;
        };
    }

    /** By which moves of people this state was reached; none where the clock alone did it. */
    default Set<MadeMove<Move>> made() {
        var author = filing().author();
        return switch (this) {
            case Draft draft -> Set.of(author.made(Move.AMEND, draft.filing().application()));
            case Submitted submitted -> Set.of(author.made(Move.SUBMIT));
            case UnderReview review -> Set.of(review.reviewer().made(Move.REVIEW));
            case Approved approved -> Set.of(approved.decision().made(Move.APPROVE));
            case Denied denied -> Set.of(denied.decision().made(Move.DENY));
            case Expired expired -> Set.of();
            case Revoked revoked -> Set.of(revoked.revocation().made(Move.REVOKE));
            case Closed closed -> Set.of(author.made(Move.CLOSE));
            case Withdrawn withdrawn -> Set.of(author.made(Move.WITHDRAW));
        };
    }

    /**
     * Who asks for what.
     *
     * @param id the request
     * @param author who wrote it
     * @param application what she wrote
     * @param filedAt when she began it
     */
    record Filing(DataUseRequestId id, Account author, Application application, Instant filedAt) {
        /** Whether the account is the author's or is named as a collaborator: such a person never decides on it. */
        public boolean isPartyTo(Account account) {
            return account.isSamePersonAs(author)
                    || application.collaborators().stream().anyMatch(account::isNamed);
        }
    }

    /**
     * A decision of the committee.
     *
     * @param by the member who decided
     * @param comment why, for the author
     * @param at when
     */
    record Decision(Account by, String comment, Instant at) {
        /** As the move that it was. */
        MadeMove<Move> made(Move move) {
            return by.made(move, comment);
        }
    }

    /** Being written. */
    record Draft(Filing filing) implements DataUseRequest {
        /** With another text. */
        public Draft amend(Application application) {
            return new Draft(new Filing(filing.id(), filing.author(), application, filing.filedAt()));
        }

        /** Handed in; the rules of {@link ApplicationRules} were met. */
        public Submitted submit(Instant at) {
            return new Submitted(filing, at);
        }

        /** Taken back. */
        public Withdrawn withdraw(Instant at) {
            return new Withdrawn(filing, at);
        }
    }

    /** Waits for a committee member. */
    record Submitted(Filing filing, Instant at) implements DataUseRequest {
        /** A member takes it up. */
        public UnderReview review(Account reviewer, Instant since) {
            return new UnderReview(filing, reviewer, since);
        }

        /** Taken back. */
        public Withdrawn withdraw(Instant when) {
            return new Withdrawn(filing, when);
        }
    }

    /** Waits for the decision. */
    record UnderReview(Filing filing, Account reviewer, Instant since) implements DataUseRequest {
        /** Approved, for this project. */
        public Approved approve(Decision decision, ProjectId project) {
            return new Approved(filing, decision, project);
        }

        /** Denied. */
        public Denied deny(Decision decision) {
            return new Denied(filing, decision);
        }

        /** Taken back. */
        public Withdrawn withdraw(Instant when) {
            return new Withdrawn(filing, when);
        }
    }

    /** In force: its project is open. */
    record Approved(Filing filing, Decision decision, ProjectId project) implements DataUseRequest {
        /** When an approval given then ends by itself: after a year. */
        public static Instant expiryOf(Instant decidedAt) {
            return decidedAt.atOffset(ZoneOffset.UTC).plusYears(1).toInstant();
        }

        /** Its year is over. */
        public Expired expire(Instant at) {
            return new Expired(filing, decision, project, at);
        }

        /** The committee took the approval back. */
        public Revoked revoke(Decision revocation) {
            return new Revoked(filing, decision, project, revocation);
        }

        /** The study is done. */
        public Closed close(Instant at) {
            return new Closed(filing, decision, project, at);
        }
    }

    /** The committee said no; one appeal is possible. */
    record Denied(Filing filing, Decision decision) implements DataUseRequest {}

    /** Its year is over. */
    record Expired(Filing filing, Decision decision, ProjectId project, Instant at) implements DataUseRequest {}

    /** The committee took the approval back. */
    record Revoked(Filing filing, Decision decision, ProjectId project, Decision revocation)
            implements DataUseRequest {}

    /** The author ended the study. */
    record Closed(Filing filing, Decision decision, ProjectId project, Instant at) implements DataUseRequest {}

    /** Taken back before a decision. */
    record Withdrawn(Filing filing, Instant at) implements DataUseRequest {}
}
