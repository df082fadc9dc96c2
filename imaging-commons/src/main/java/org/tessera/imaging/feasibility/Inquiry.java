package org.tessera.imaging.feasibility;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.tessera.contracts.FeasibilityRequestId;
import org.tessera.contracts.FeasibilityResult;
import org.tessera.contracts.FeasibilityResult.Outcome;
import org.tessera.imaging.cohort.CohortId;

/**
 * A question to the broker: how many of this cohort have clinical data? It is in exactly one state, and only an open one
 * can be answered, cancelled or fail.
 */
public sealed interface Inquiry {
    /** What was asked, and by whom. */
    Asked asked();

    /** Its state's name. */
    State state();

    /** The states' names. */
    @Schema(name = "FeasibilityState")
    enum State {
        REQUESTED,
        ANSWERED,
        REFUSED,
        FAILED,
        CANCELLED
    }

    /**
     * A question.
     *
     * @param id this request
     * @param account who asks
     * @param cohort of which saved cohort
     * @param cohortName the cohort's name at that time
     * @param catalogueVersion of which version
     * @param at when
     * @param deadline after this moment it has failed
     */
    record Asked(
            FeasibilityRequestId id,
            String account,
            CohortId cohort,
            String cohortName,
            String catalogueVersion,
            Instant at,
            Instant deadline) {}

    /** States that somebody's request can still bring about from here. */
    default List<String> possible() {
        return this instanceof Requested ? List.of(State.CANCELLED.name()) : List.of();
    }

    /** Waits for the broker. */
    record Requested(Asked asked) implements Inquiry {
        @Override
        public State state() {
            return State.REQUESTED;
        }

        /** What the broker says. A count that is not a positive multiple of 20 is not an answer. */
        public Optional<Inquiry> told(FeasibilityResult result, Instant now) {
            Integer atLeast = result.atLeast();
            return switch (result.outcome()) {
                case COUNT ->
                    atLeast == null || atLeast <= 0 || atLeast % ROUNDED_TO != 0
                            ? Optional.empty()
                            : Optional.of(new Answered(asked, atLeast, now));
                case FEWER_THAN_20 -> Optional.of(new Answered(asked, null, now));
                case REFUSED -> Optional.of(new Refused(asked, reason(result), now));
                case FAILED -> Optional.of(new Failed(asked, reason(result), now));
            };
        }

        /** The researcher no longer wants to know. */
        public Cancelled cancel(Instant now) {
            return new Cancelled(asked, now);
        }

        /** Nobody answered in time. */
        public Failed late(Instant now) {
            return new Failed(asked, "deadline", now);
        }

        private static String reason(FeasibilityResult result) {
            String reason = result.reason();
            return reason == null ? result.outcome().name() : reason;
        }
    }

    /** Counts come in steps of this. */
    int ROUNDED_TO = 20;

    /**
     * The broker counted.
     *
     * @param atLeast a multiple of 20 that the count reaches; null for fewer than 20
     */
    record Answered(Asked asked, @Nullable Integer atLeast, Instant at) implements Inquiry {
        @Override
        public State state() {
            return State.ANSWERED;
        }

        /** How the broker called it. */
        public Outcome outcome() {
            return atLeast == null ? Outcome.FEWER_THAN_20 : Outcome.COUNT;
        }
    }

    /** The broker does not answer such a question. */
    record Refused(Asked asked, String reason, Instant at) implements Inquiry {
        @Override
        public State state() {
            return State.REFUSED;
        }
    }

    /** There will be no answer. */
    record Failed(Asked asked, String reason, Instant at) implements Inquiry {
        @Override
        public State state() {
            return State.FAILED;
        }
    }

    /** The researcher took it back; what the broker may still say is not kept. */
    record Cancelled(Asked asked, Instant at) implements Inquiry {
        @Override
        public State state() {
            return State.CANCELLED;
        }
    }
}
