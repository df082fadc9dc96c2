package org.tessera.enclave.approval;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where data use requests are kept. */
public interface DataUseRequests {
    /** Reads one. */
    Optional<DataUseRequest> find(DataUseRequestId id);

    /** Reads one and keeps others from changing it until the transaction ends. */
    Optional<DataUseRequest> lock(DataUseRequestId id);

    /** Writes its state. */
    void save(DataUseRequest request);

    /** Approved requests of a project, oldest first, locked. */
    List<DataUseRequest.Approved> inForce(ProjectId project);

    /** Requests that were approved for a project, in force or not, oldest first. */
    List<DataUseRequest> everApproved(ProjectId project);

    /** Requests, drafts and appeals included, that refer to one. */
    List<DataUseRequest> referringTo(DataUseRequestId id);

    /** What a person may list: the committee everything but drafts, a researcher her own and what is approved. */
    List<DataUseRequest> visibleTo(Acting acting, @Nullable DataUseRequestId after, int limit);
}
