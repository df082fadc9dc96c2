package org.tessera.enclave.match;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.tessera.contracts.MatchResult.Fuzzy;

/** A match request is in exactly one of these states; each offers only the moves that are lawful from it. */
public sealed interface ProjectMatch {
    /** What was asked for. */
    MatchOrder order();

    /** Since when it is in this state. */
    Instant since();

    /** Name of the state. */
    MatchState state();

    /** Asked for; not yet checked. */
    record Requested(MatchOrder order, Instant since) implements ProjectMatch, Open {
        @Override
        public MatchState state() {
            return MatchState.REQUESTED;
        }

        /** Everything that it needs is there. */
        public Eligible admit(Instant at) {
            return new Eligible(order, at);
        }
    }

    /** May be sent. */
    record Eligible(MatchOrder order, Instant since) implements ProjectMatch, Open {
        @Override
        public MatchState state() {
            return MatchState.ELIGIBLE;
        }

        /** The broker is asked. */
        public Matching send(Instant at) {
            return new Matching(order, at);
        }
    }

    /** Waits for the broker. */
    record Matching(MatchOrder order, Instant since) implements ProjectMatch, Open {
        @Override
        public MatchState state() {
            return MatchState.MATCHING;
        }

        /** The result came whole; {@code compared} is null where the approval does not name fuzzy matching. */
        public Matched match(Instant at, @Nullable Fuzzy compared) {
            return new Matched(order, at, compared);
        }

        /** Whether its time is over. */
        public boolean isOverdue(Instant now) {
            return !now.isBefore(order.deadline());
        }
    }

    /** Has a result; {@code Active} cannot be made without it. */
    record Matched(
            MatchOrder order, Instant since, @Nullable Fuzzy compared) implements ProjectMatch {
        @Override
        public MatchState state() {
            return MatchState.MATCHED;
        }

        /** The project works with it from now on. */
        public Active activate(Instant at) {
            return new Active(order, at, compared);
        }
    }

    /** The project's match table. */
    record Active(MatchOrder order, Instant since, @Nullable Fuzzy compared) implements ProjectMatch {
        @Override
        public MatchState state() {
            return MatchState.ACTIVE;
        }

        /** A newer one takes its place. */
        public Ended supersede(Instant at) {
            return new Ended(order, at, MatchState.SUPERSEDED, "superseded");
        }

        /** The approval that it rests on no longer holds. */
        public Ended revoke(Instant at, String reason) {
            return new Ended(order, at, MatchState.REVOKED, reason);
        }

        /** The project ends: its time is over, or it was ended before. */
        public Ended endWithProject(Instant at, boolean expired) {
            return expired ? new Ended(order, at, MatchState.EXPIRED, "project-expired") : revoke(at, "project-ended");
        }
    }

    /**
     * Over: nothing follows.
     *
     * @param order what was asked for
     * @param since when it ended
     * @param state FAILED, SUPERSEDED, REVOKED, EXPIRED or CANCELLED
     * @param reason stable code
     */
    record Ended(MatchOrder order, Instant since, MatchState state, String reason) implements ProjectMatch {
        public Ended {
            if (!state.next().isEmpty()) {
                throw new IllegalArgumentException(state + " is not an end");
            }
        }
    }

    /** A state before the result: it may be given up or fail. */
    sealed interface Open permits Requested, Eligible, Matching {
        /** What was asked for. */
        MatchOrder order();

        /** Nobody wants it any more. */
        default Ended cancel(Instant at, String reason) {
            return new Ended(order(), at, MatchState.CANCELLED, reason);
        }

        /** There will be no result. */
        default Ended fail(Instant at, String reason) {
            return new Ended(order(), at, MatchState.FAILED, reason);
        }
    }
}
