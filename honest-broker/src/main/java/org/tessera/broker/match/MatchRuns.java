package org.tessera.broker.match;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tessera.contracts.MatchRequestId;

/** The runs that the broker remembers. */
public interface MatchRuns {
    /** Keeps a new run; false when one of that request is there already. */
    boolean add(MatchRun run);

    /** The run of a request, locked for the caller's transaction. */
    Optional<MatchRun> lock(MatchRequestId id);

    /**
     * The requests that wait: those that were tried least first, and the oldest of these. One that was tried waits a minute
     * from its coming for each time.
     */
    List<MatchRequestId> waiting(Instant now);

    /** Notes another attempt; which it is, or empty when the run has ended or somebody else works on it. */
    Optional<Integer> attempt(MatchRequestId id, Instant now);

    /** Replaces a run. */
    void save(MatchRun run);

    /** The run of a request. */
    Optional<MatchRun> find(MatchRequestId id);

    /**
     * Of all releases that were linked with each other and are held, the newest two, by when their first tokens came: neither
     * a correction of older ones nor another match of them changes that. Empty before the first match.
     */
    Optional<LinkedReleases> newestLinked();

    /** A page of runs in the order of their ids. */
    List<MatchRun> list(@Nullable MatchRequestId after, int limit);
}
