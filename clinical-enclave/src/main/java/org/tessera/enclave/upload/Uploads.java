package org.tessera.enclave.upload;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.tessera.contracts.CommonsSubjectId;
import org.tessera.contracts.UploadRequestId;
import org.tessera.contracts.UploadRow;
import org.tessera.enclave.approval.ProjectId;

/** Where upload requests and their tables are kept. */
public interface Uploads {
    /** Reads one. */
    Optional<Upload> find(UploadRequestId id);

    /** Reads one and keeps others from changing it until the transaction ends. */
    Optional<Upload> lock(UploadRequestId id);

    /** Writes its state. */
    void save(Upload upload);

    /** Requests that wait for a scan, or whose scan was interrupted, oldest first. */
    List<UploadRequestId> waiting();

    /** Requests that wait for a machine and whose deadline has passed; people are given no deadline. */
    List<UploadRequestId> overdue(Instant now);

    /** Requests of a project without an end, locked: who comes to an end meanwhile is waited for, and left out. */
    List<UploadRequestId> underWay(ProjectId project);

    /** Requests of a project whose tables were imported, also those that a later one has replaced; oldest first. */
    List<UploadRequestId> imported(ProjectId project);

    /** Requests of a project whose tables wait for a reviewer, oldest first. */
    List<UploadRequestId> underReview(ProjectId project);

    /** By what rows of two tables are the same. */
    enum Compared {
        /** Their case. */
        CASES,
        /** Their image. */
        IMAGES,
        /** Their image and its measure. */
        MEASURES
    }

    /** Cases of a table whose rows are kept. */
    Set<CommonsSubjectId> cases(UploadRequestId id);

    /** Cases of the rows of one table that another one has not. */
    Set<CommonsSubjectId> casesBeyond(UploadRequestId id, UploadRequestId other, Compared compared);

    /** All of them, for reviewers; oldest first. */
    List<Upload> all(@Nullable UploadRequestId after, int limit);

    /** Those of some projects; oldest first. */
    List<Upload> of(List<ProjectId> projects, @Nullable UploadRequestId after, int limit);

    /** Keeps the rows of a scanned table. */
    void keepRows(UploadRequestId id, List<UploadRow> rows);

    /** The rows of a scanned table, in its order, at most so many. */
    List<UploadRow> rows(UploadRequestId id, int limit);

    /** Forgets the rows. */
    void dropRows(UploadRequestId id);

    /** Makes a scanned table the project's. */
    void importInto(ProjectId project, UploadRequestId id);

    /** Forgets everything imported into a project. */
    void dropImported(ProjectId project);
}
