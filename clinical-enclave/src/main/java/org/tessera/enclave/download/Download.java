package org.tessera.enclave.download;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.tessera.enclave.approval.Account;
import org.tessera.enclave.approval.ProjectId;
import org.tessera.enclave.download.DownloadMoves.State;

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

    /** A turn that ended with a return. */
    record Turn(Parcel parcel, List<Vote> votes) {
        /** Copies. */
        public Turn {
            votes = List.copyOf(votes);
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
            return Returned.after(order, history, new Turn(parcel, List.of()));
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
                case RETURN -> Returned.after(order, history, new Turn(checked, reviews.list()));
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
        public Returned sendBack(Parcel checkedAgain) {
            return Returned.after(order, history, new Turn(checkedAgain, reviews.list()));
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
    }

    /** Refused for good. */
    record Rejected(Order order, List<Turn> history, Parcel checked, Reviews reviews) implements Download {}

    /** Taken back, or its project ended. */
    record Withdrawn(Order order, List<Turn> history, Instant at) implements Download {}

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
