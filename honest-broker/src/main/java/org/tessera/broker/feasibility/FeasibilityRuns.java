package org.tessera.broker.feasibility;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.tessera.contracts.FeasibilityRequestId;

/** The runs and the answered cohorts that the broker remembers. */
public interface FeasibilityRuns {
    /** Keeps a new run; false when one of that request is there already. */
    boolean add(FeasibilityRun run);

    /** Takes, for the caller's transaction, the one right to decide, so that two answers never miss each other. */
    void lockDecisions();

    /** Whether somebody else has that right at the moment. */
    boolean isDecidedElsewhere();

    /** The requests that are to be decided now, in this order: what failed before comes last. */
    List<FeasibilityRequestId> waiting(Instant now);

    /** Counts one more attempt at a request and says which; empty when it does not wait, or is another's at the moment. */
    Optional<Integer> attempt(FeasibilityRequestId id, Instant now);

    /** A run that nothing was decided of, locked for the caller's transaction. */
    Optional<FeasibilityRun> lockWaiting(FeasibilityRequestId id);

    /** Runs whose answer may leave by now, locked for the caller's transaction. */
    List<FeasibilityRun> due(Instant now);

    /** Replaces a run. */
    void save(FeasibilityRun run);

    /** Remembers an answer. */
    void remember(AnsweredCohort answered);

    /** How many answers of one account were given after that moment, or of all accounts for null. */
    long answeredAfter(Instant moment, @Nullable String account);

    /**
     * What was told of the first answered cohort that is such a one, the oldest first. Cohorts are remembered for ever, and a
     * large one has a megabyte: they are looked at one by one.
     */
    Optional<Rounded> firstTold(Predicate<Cohort> such);
}
