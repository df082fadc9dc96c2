package org.tessera.enclave.match;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Set;
import org.tessera.contracts.MatchRequestId;
import org.tessera.enclave.approval.ProjectId;

/** Looks after what time brings: requests without an answer, and keys that a crash left behind. */
@ApplicationScoped
public class WatchingMatches {
    private final MatchRequests requests;
    private final EndingMatches ending;
    private final Workspaces workspaces;
    private final EnclaveKeys keys;
    private final Clock clock;

    /** Puts the use case together. */
    public WatchingMatches(
            MatchRequests requests, EndingMatches ending, Workspaces workspaces, EnclaveKeys keys, Clock clock) {
        this.requests = requests;
        this.ending = ending;
        this.workspaces = workspaces;
        this.keys = keys;
        this.clock = clock;
    }

    /** Lets requests fail whose deadline has passed. */
    public void failOverdue() {
        for (MatchRequestId id : requests.overdue(clock.instant())) {
            ending.failOverdue(id);
        }
    }

    /** Destroys the keys that the database no longer knows a use for. */
    public void sweepKeys() {
        Set<ProjectId> ended = workspaces.ended();
        for (ProjectId project : keys.projects()) {
            if (ended.contains(project)) {
                keys.destroyProject(project);
            } else {
                workspaces.endedRequests(project).forEach(request -> keys.destroyRequest(project, request));
            }
        }
    }
}
