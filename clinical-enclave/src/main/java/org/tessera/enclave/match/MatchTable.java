package org.tessera.enclave.match;

import java.util.Optional;
import org.tessera.enclave.approval.ProjectId;

/** Who is who, for one project. */
public interface MatchTable {
    /** The project's active match; empty when there is none (yet, or any more). */
    Optional<ActiveMatch> active(ProjectId project);
}
