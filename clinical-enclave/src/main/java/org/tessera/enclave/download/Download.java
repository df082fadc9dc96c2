package org.tessera.enclave.download;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.tessera.enclave.approval.Account;
import org.tessera.enclave.approval.ProjectId;
import org.tessera.enclave.download.DownloadMoves.Move;
import org.tessera.enclave.download.DownloadMoves.State;
import org.tessera.enclave.workflow.MadeMove;

/** A download request is in exactly one of these states; each offers only the moves that are lawful from it. */
public sealed interface Download {
    /** What is asked for. */
    Order order();

    /** Turns that ended with a return, oldest first: their findings and comments stay. */
    List<Turn> history();

    /** The state, as the transition table names it. */
    default State state() {
        return switch (this) {
            case Draft draft -> State.DRAFT;
            case Submitted submitted -> State.SUBMITTED;
            case Checked checked -> State.CHECKED;
            case PartiallyReviewed partial -> State.PARTIALLY_REVIEWED;
            case Reviewed reviewed -> State.REVIEWED;
            case Approved approved -> State.APPROVED;
            case Released released -> State.RELEASED;
            case Returned returned -> State.RETURNED;
            case Rejected rejected -> State.REJECTED;
            case Withdrawn withdrawn -> State.WITHDRAWN;
            case Recalled recalled -> State.RECALLED;
        };
    }

    /**
     * By which moves of people this state was reached. Not by the submission of what the check sent back: who submits that
     * again wants it looked at again.
     */
    default Set<MadeMove<Move>> made() {
        return switch (this) {
            case Draft draft -> Set.of(draft.order().made());
            case Submitted submitted -> Set.of(submitted.order().author().made(Move.SUBMIT));
            case Checked checked -> Set.of(checked.order().author().made(Move.SUBMIT));
            case PartiallyReviewed partial -> Set.of(partial.first().made());
            case Reviewed reviewed -> reviewed.reviews().made();
            case Approved approved -> approved.reviews().made();
            case Rejected rejected -> rejected.reviews().made();
            case Returned returned -> returned.reached();
            case Released released -> Set.of(released.by().made(Move.RELEASE));
            case Withdrawn withdrawn ->
                withdrawn.by() == null ? Set.of() : Set.of(withdrawn.by().made(Move.WITHDRAW));
            case Recalled recalled -> Set.of(recalled.by().made(Move.RECALL, recalled.comment()));
        };
    }

    /** Votes of the present turn. */
    default List<Vote> votes() {
        return switch (this) {
            case PartiallyReviewed partial -> List.of(partial.first());
            case Reviewed reviewed -> reviewed.reviews().list();
            case Approved approved -> approved.reviews().list();
            case Released released -> released.reviews().list();
            case Rejected rejected -> rejected.reviews().list();
            case Recalled recalled -> recalled.released().reviews().list();
            case Draft draft -> List.of();
            case Submitted submitted -> List.of();
            case Checked checked -> List.of();
            case Returned returned -> List.of();
            case Withdrawn withdrawn -> List.of();
        };
    }

    /** The frozen resources of the present turn. */
    default @Nullable Parcel parcel() {
        return switch (this) {
            case Checked checked -> checked.checked();
            case PartiallyReviewed partial -> partial.checked();
            case Reviewed reviewed -> reviewed.checked();
            case Approved approved -> approved.checked();
            case Released released -> released.checked();
            case Rejected rejected -> rejected.checked();
            case Recalled recalled -> recalled.released().checked();
            case Draft draft -> null;
            case Submitted submitted -> null;
            case Returned returned -> null;
            case Withdrawn withdrawn -> null;
        };
    }

    /**
     * What is asked for.
     *
     * @param id the request
     * @param project the workspace it comes out of
     * @param author who asks
     * @param title for people
     * @param wanted the resources
     * @param at when it was begun
     */
    record Order(
            DownloadRequestId id, ProjectId project, Account author, String title, List<Wanted> wanted, Instant at) {
        /** Copies. */
        public Order {
            wanted = List.copyOf(wanted);
        }

        /** As the move that wrote it. */
        MadeMove<Move> made() {
            return author.made(Move.AMEND, title, wanted);
        }
    }

    /**
     * One resource asked for.
     *
     * @param kind kind of its source
     * @param parameters what the source wants to know
     */
    record Wanted(String kind, Map<String, String> parameters) {
        /** Copies. */
        public Wanted {
            parameters = Map.copyOf(parameters);
        }
    }

    /**
     * A turn that ended with a return.
     *
     * @param parcel what was frozen, with the findings that sent it back
     * @param votes two, or none where the check at its submission sent it back
     * @param releaser who wanted to release it, where the check before the release sent it back
     */
    record Turn(Parcel parcel, List<Vote> votes, @Nullable Account releaser) {
        /** Copies. */
        public Turn {
            votes = List.copyOf(votes);
        }

        /** The moves that ended it. */
        Stream<MadeMove<Move>> made() {
            return Stream.concat(
                    votes.stream().map(Vote::made),
                    Stream.ofNullable(releaser).map(account -> account.made(Move.RELEASE)));
        }
    }

    /** Two votes of two people. */
    record Reviews(Vote first, Vote second) {
        /** Throws {@link IllegalArgumentException} when both are of one person. */
        public Reviews {
            if (first.by().isSamePersonAs(second.by())) {
                throw new IllegalArgumentException("two votes need two people");
            }
        }

        /** Both. */
        public List<Vote> list() {
            return List.of(first, second);
        }

        /** As the moves that they were. */
        Set<MadeMove<Move>> made() {
            return Set.of(first.made(), second.made());
        }

        /** The stricter of the two. */
        public Vote.Verdict outcome() {
            return first.verdict().compareTo(second.verdict()) > 0 ? first.verdict() : second.verdict();
        }
    }

    /** Being written. */
    record Draft(Order order, List<Turn> history) implements Download {}

    /** Handed in; the check runs. */
    record Submitted(Order order, List<Turn> history) implements Download {
        /** The check lets it go to the reviewers. */
        public Checked check(Parcel parcel) {
            return new Checked(order, history, parcel);
        }

        /** The check sends it back. */
        public Returned sendBack(Parcel parcel) {
            return Returned.after(order, history, new Turn(parcel, List.of(), null));
        }
    }

    /** Waits for two reviewers. */
    record Checked(Order order, List<Turn> history, Parcel checked) implements Download {
        /** One has voted. */
        public PartiallyReviewed vote(Vote vote) {
            return new PartiallyReviewed(order, history, checked, vote);
        }
    }

    /** Waits for the other reviewer, who does not see the first vote. */
    record PartiallyReviewed(Order order, List<Turn> history, Parcel checked, Vote first) implements Download {
        /** Both have voted. */
        public Reviewed vote(Vote second) {
            return new Reviewed(order, history, checked, new Reviews(first, second));
        }
    }

    /** Both have voted; the stricter vote counts. */
    record Reviewed(Order order, List<Turn> history, Parcel checked, Reviews reviews) implements Download {
        /** What the votes make of it. */
        public Download outcome() {
            return switch (reviews.outcome()) {
                case APPROVE -> new Approved(order, history, checked, reviews);
                case RETURN -> Returned.after(order, history, new Turn(checked, reviews.list(), null));
                case REJECT -> new Rejected(order, history, checked, reviews);
            };
        }
    }

    /** Two people approved it. */
    record Approved(Order order, List<Turn> history, Parcel checked, Reviews reviews) implements Download {
        /** Released. */
        public Released release(Account by, Instant at) {
            return new Released(order, history, checked, reviews, by, at);
        }

        /** What left meanwhile has made it unsafe. */
        public Returned sendBack(Parcel checkedAgain, Account releaser) {
            return Returned.after(order, history, new Turn(checkedAgain, reviews.list(), releaser));
        }
    }

    /** The author may fetch it: cannot be built without two approvals. */
    record Released(Order order, List<Turn> history, Parcel checked, Reviews reviews, Account by, Instant at)
            implements Download {
        /** Throws {@link IllegalArgumentException} when a reviewer did not approve. */
        public Released {
            if (reviews.outcome() != Vote.Verdict.APPROVE) {
                throw new IllegalArgumentException("a release needs two approvals");
            }
        }

        /** No longer to be fetched; what was fetched is out. */
        public Recalled recall(Account recalledBy, String comment, Instant recalledAt) {
            return new Recalled(this, recalledBy, comment, recalledAt);
        }
    }

    /** Back with the author, who may submit again. */
    record Returned(Order order, List<Turn> history) implements Download {
        static Returned after(Order order, List<Turn> history, Turn last) {
            return new Returned(
                    order, Stream.concat(history.stream(), Stream.of(last)).toList());
        }

        private Set<MadeMove<Move>> reached() {
            return Stream.concat(Stream.of(order.made()), history.getLast().made())
                    .collect(Collectors.toUnmodifiableSet());
        }
    }

    /** Refused for good. */
    record Rejected(Order order, List<Turn> history, Parcel checked, Reviews reviews) implements Download {}

    /**
     * Taken back, or its project ended.
     *
     * @param by who took it back; null where its project ended
     */
    record Withdrawn(
            Order order,
            List<Turn> history,
            Instant at,
            @Nullable Account by) implements Download {}

    /** Released, then recalled. */
    record Recalled(Released released, Account by, String comment, Instant at) implements Download {
        @Override
        public Order order() {
            return released.order();
        }

        @Override
        public List<Turn> history() {
            return released.history();
        }
    }
}
