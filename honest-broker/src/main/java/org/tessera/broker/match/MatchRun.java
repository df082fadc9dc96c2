package org.tessera.broker.match;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tessera.contracts.MatchRequest;

/**
 * The course of one match request at the broker.
 *
 * @param request what was asked
 * @param project the project the enclave named, if any
 * @param state where it stands; only RECEIVED can still change
 * @param receivedAt when it came
 * @param endedAt when it ended
 * @param seconds how long linkage took
 * @param reason stable code when it did not match
 * @param outcomes outcome to a bucket of persons, when it matched
 */
public record MatchRun(
        MatchRequest request,
        @Nullable String project,
        State state,
        Instant receivedAt,
        @Nullable Instant endedAt,
        @Nullable Double seconds,
        @Nullable String reason,
        Map<String, String> outcomes) {
    /** Where a run stands. */
    public enum State {
        RECEIVED,
        MATCHED,
        REFUSED,
        FAILED,
        CANCELLED
    }

    /** A run that has just come. */
    public static MatchRun received(MatchRequest request, @Nullable String project, Instant at) {
        return new MatchRun(request, project, State.RECEIVED, at, null, null, null, Map.of());
    }

    /** The same run, ended without pairs; throws {@link IllegalStateException} when it has ended before. */
    public MatchRun ended(State end, @Nullable String why, Instant at) {
        requireOpen();
        return new MatchRun(request, project, end, receivedAt, at, null, why, Map.of());
    }

    /** The same run, matched; throws {@link IllegalStateException} when it has ended before. */
    public MatchRun matched(Map<String, String> buckets, double took, Instant at) {
        requireOpen();
        return new MatchRun(request, project, State.MATCHED, receivedAt, at, took, null, buckets);
    }

    private void requireOpen() {
        if (state != State.RECEIVED) {
            throw new IllegalStateException("the run has ended");
        }
    }
}
