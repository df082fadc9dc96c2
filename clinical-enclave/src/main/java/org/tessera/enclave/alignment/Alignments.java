package org.tessera.enclave.alignment;

import java.util.List;
import java.util.Optional;
import org.tessera.enclave.approval.ProjectId;

/** The alignments that were made. */
public interface Alignments {
    /** Keeps one with its rows, in the caller's transaction. */
    void keep(Alignment alignment, List<Alignment.Row> rows);

    /** One of a project. */
    Optional<Alignment> find(ProjectId project, AlignmentId id);

    /** Those of a project, oldest first, after one. */
    List<Alignment> list(ProjectId project, Optional<AlignmentId> after, int limit);

    /** Rows of one, from an ordinal on. */
    List<Alignment.Row> rows(AlignmentId id, int from, int limit);

    /** Removes all of a project, with what was computed from them. */
    void forget(ProjectId project);
}
