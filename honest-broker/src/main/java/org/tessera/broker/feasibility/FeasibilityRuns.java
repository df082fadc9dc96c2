package org.tessera.broker.feasibility;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The runs and the answered cohorts that the broker remembers. */
public interface FeasibilityRuns {
    /** Keeps a new run; false when one of that request is there already. */
    boolean add(FeasibilityRun run);

    /** Takes, for the caller's transaction, the one right to decide, so that two answers never miss each other. */
    void lockDecisions();

    /** The oldest run that nothing was decided of. */
    Optional<FeasibilityRun> nextToDecide();

    /** Runs whose answer may leave by now, locked for the caller's transaction. */
    List<FeasibilityRun> due(Instant now);

    /** Replaces a run. */
    void save(FeasibilityRun run);

    /** Remembers an answer. */
    void remember(AnsweredCohort answered);

    /** Every answer ever given, oldest first. */
    List<AnsweredCohort> answered();
}
