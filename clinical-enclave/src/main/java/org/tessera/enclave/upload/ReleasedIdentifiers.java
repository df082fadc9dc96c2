package org.tessera.enclave.upload;

import java.util.Set;
import org.tessera.contracts.CommonsSubjectId;
import org.tessera.enclave.approval.ProjectId;

/** The commons ids that reviewed identifier lists have brought out of a project. */
public interface ReleasedIdentifiers {
    /** All of them; none when no list was released or every one was recalled. */
    Set<CommonsSubjectId> of(ProjectId project);
}
