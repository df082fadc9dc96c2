package org.tessera.enclave.match;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Names of the states of a match request, and which may follow which. */
public enum MatchState {
    /** Asked for. */
    REQUESTED,
    /** Both releases are known, the project is open, nothing else is under way. */
    ELIGIBLE,
    /** The broker has been asked. */
    MATCHING,
    /** The result is here and whole. */
    MATCHED,
    /** No result: refused, not readable, or not in time. */
    FAILED,
    /** The project works with it. */
    ACTIVE,
    /** A newer match took its place. */
    SUPERSEDED,
    /** The project was ended before its time, or is no longer approved for such a match. */
    REVOKED,
    /** The project's time is over. */
    EXPIRED,
    /** Given up before a result. */
    CANCELLED;

    /** The states that may come next; none at an end. */
    public Set<MatchState> next() {
        return switch (this) {
            case REQUESTED -> EnumSet.of(ELIGIBLE, FAILED, CANCELLED);
            case ELIGIBLE -> EnumSet.of(MATCHING, FAILED, CANCELLED);
            case MATCHING -> EnumSet.of(MATCHED, FAILED, CANCELLED);
            case MATCHED -> EnumSet.of(ACTIVE);
            case ACTIVE -> EnumSet.of(SUPERSEDED, REVOKED, EXPIRED);
            case FAILED, SUPERSEDED, REVOKED, EXPIRED, CANCELLED -> EnumSet.noneOf(MatchState.class);
        };
    }

    /** Whether it waits for a result: one at a time in a project. */
    public boolean isUnderWay() {
        return this == REQUESTED || this == ELIGIBLE || this == MATCHING || this == MATCHED;
    }

    /** What a researcher may still do to it herself. */
    public List<MatchState> choices() {
        return next().contains(CANCELLED) ? List.of(CANCELLED) : List.of();
    }
}
