package org.tessera.enclave.alignment;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.tessera.enclave.approval.ProjectId;

/** The alignments that were made. */
public interface Alignments {
    /**
     * A row as it is kept.
     *
     * @param ordinal its place, which it keeps when others go
     * @param aliases whom it is about: aliases of her cases and records, or of every candidate
     * @param row what is shown
     */
    record Kept(int ordinal, Set<String> aliases, Alignment.Row row) {
        /** Copies. */
        public Kept {
            aliases = Set.copyOf(aliases);
        }
    }

    /** Keeps one with its rows, in the caller's transaction. */
    void keep(Alignment alignment, List<Kept> rows);

    /** One of a project. */
    Optional<Alignment> find(ProjectId project, AlignmentId id);

    /** Those of a project, oldest first, after one. */
    List<Alignment> list(ProjectId project, Optional<AlignmentId> after, int limit);

    /** Rows of one in their order, from an ordinal on. */
    List<Kept> rows(AlignmentId id, int from, int limit);

    /** Removes all of a project, with what was computed from them. */
    void forget(ProjectId project);
}
