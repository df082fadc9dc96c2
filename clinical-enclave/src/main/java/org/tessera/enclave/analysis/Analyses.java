package org.tessera.enclave.analysis;

import java.util.List;
import java.util.Optional;
import org.tessera.enclave.approval.ProjectId;

/** The analyses that were made; they go with the alignment they rest on. */
public interface Analyses {
    /** Keeps one, in the caller's transaction. */
    void keep(Analysis analysis);

    /** One of a project. */
    Optional<Analysis> find(ProjectId project, AnalysisId id);

    /** Those of a project, oldest first, after one. */
    List<Analysis> list(ProjectId project, Optional<AnalysisId> after, int limit);
}
