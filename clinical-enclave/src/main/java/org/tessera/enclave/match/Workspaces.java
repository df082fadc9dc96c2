package org.tessera.enclave.match;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.tessera.contracts.MatchRequestId;
import org.tessera.enclave.approval.ProjectId;

/** Which projects and match requests need keys; the database decides, the files follow. */
public interface Workspaces {
    /** A project opens or goes on. */
    void open(ProjectId project, Instant at, Instant expiresAt);

    /** When a project's time is over; empty for an unknown one. */
    Optional<Instant> expiresAt(ProjectId project);

    /** A project ends. */
    void end(ProjectId project, Instant at);

    /** Projects that have ended. */
    Set<ProjectId> ended();

    /** Match requests of a project that are over. */
    Set<MatchRequestId> endedRequests(ProjectId project);
}
