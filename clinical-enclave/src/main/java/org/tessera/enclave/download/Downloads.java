package org.tessera.enclave.download;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tessera.contracts.CommonsSubjectId;
import org.tessera.enclave.approval.Account;
import org.tessera.enclave.approval.ProjectId;
import org.tessera.enclave.disclosure.FrozenResource;
import org.tessera.enclave.disclosure.ReleasedCells;

/** Where download requests, their frozen bytes and what left a project are kept. */
public interface Downloads {
    /** Reads one. */
    Optional<Download> find(DownloadRequestId id);

    /** Reads one and keeps others from changing it until the transaction ends. */
    Optional<Download> lock(DownloadRequestId id);

    /** Writes its state. */
    void save(Download download);

    /** An author's own; oldest first. */
    List<Download> of(Account author, @Nullable DownloadRequestId after, int limit);

    /** What was ever submitted, for reviewers; oldest first. */
    List<Download> submitted(@Nullable DownloadRequestId after, int limit);

    /** Requests of a project that can still be withdrawn, locked: who comes to an end meanwhile is waited for, and left out. */
    List<DownloadRequestId> underWay(ProjectId project);

    /** Keeps the resources of a turn; those of earlier turns stay. */
    void freeze(DownloadRequestId id, int turn, List<FrozenResource> resources);

    /** The resources of a turn, in their order. */
    List<FrozenResource> frozen(DownloadRequestId id, int turn);

    /** One check, release or end of a project at a time, until the transaction ends; taken before any of its requests. */
    void oneAtATime(ProjectId project);

    /** What left the project before, oldest first; what was recalled is out all the same. */
    List<ReleasedCells> releasedCells(ProjectId project);

    /**
     * How many requests of other projects, open or ended, have left, recalled or not, that were this account's or a member's of
     * this project, or of a project that one of them is a member of; by whichever of their two names they are members here
     * and there.
     */
    long leftOtherProjects(ProjectId project, Account author);

    /** Keeps what leaves. */
    void keepReleased(ProjectId project, DownloadRequestId id, List<ReleasedCells> cells);

    /** Keeps the ids that leave. */
    void keepIdentifiers(ProjectId project, DownloadRequestId id, List<CommonsSubjectId> subjects);

    /** A list was recalled. */
    void dropIdentifiers(DownloadRequestId id);

    /**
     * Forgets of a project that has ended the person sets, which mean nothing without its key, and the bytes that nobody
     * may fetch any more: what was never released, or recalled. Their digests stay in the requests.
     */
    void forget(ProjectId project);
}
