package org.tessera.enclave.match;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.tessera.contracts.MatchRequestId;
import org.tessera.enclave.approval.ProjectId;
import org.tessera.rest.Page;

/** Match requests of all projects. */
public interface MatchRequests {
    /** Makes everybody else who changes this project's requests wait, until the transaction ends. */
    void lock(ProjectId project);

    /** Keeps a new request. */
    void add(ProjectMatch match);

    /** Keeps its new state. */
    void save(ProjectMatch match);

    /** The request of that id. */
    Optional<ProjectMatch> find(MatchRequestId id);

    /** Requests of a project that are not over. */
    List<ProjectMatch> open(ProjectId project);

    /** Newest first; {@code after} is empty or the next of a page. */
    Page<ProjectMatch> list(ProjectId project, int limit, String after);

    /** Requests that wait for the broker longer than their deadline. */
    List<MatchRequestId> overdue(Instant now);
}
