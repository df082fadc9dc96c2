package org.tessera.enclave.approval.adapter;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.tessera.enclave.approval.Acting;
import org.tessera.enclave.approval.DataUseRequest;
import org.tessera.enclave.approval.DataUseRequestId;
import org.tessera.enclave.approval.DataUseRequests;
import org.tessera.enclave.approval.ProjectId;
import org.tessera.enclave.workflow.adapter.DocumentTable;
import org.tessera.messaging.Sql;

/** Data use requests in PostgreSQL. */
@ApplicationScoped
class RequestTable implements DataUseRequests {
    private final DocumentTable<DataUseRequest> table;
    private final Clock clock;

    RequestTable(Sql sql, ObjectMapper json, Clock clock) {
        this.table = new DocumentTable<>(sql, json, DataUseRequest.class, "data_use_request");
        this.clock = clock;
    }

    @Override
    public Optional<DataUseRequest> find(DataUseRequestId id) {
        return table.find(id.value());
    }

    @Override
    public Optional<DataUseRequest> lock(DataUseRequestId id) {
        return table.lock(id.value());
    }

    @Override
    public void save(DataUseRequest request) {
        var columns = new HashMap<String, Object>();
        columns.put("state", request.state().name());
        columns.put("author", request.filing().author().subject());
        columns.put("changed_at", clock.instant());
        var refersTo = request.filing().application().refersTo();
        if (refersTo != null) {
            columns.put("refers_to", refersTo.value());
        }
        if (request instanceof DataUseRequest.Approved approved) {
            columns.put("project", approved.project().value());
        }
        table.put(request.filing().id().value(), request, columns);
    }

    @Override
    public List<DataUseRequest.Approved> inForce(ProjectId project) {
        return table.where("project = ? and state = 'APPROVED'", project.value()).stream()
                .map(request -> table.lock(request.filing().id().value()).orElseThrow())
                .filter(DataUseRequest.Approved.class::isInstance)
                .map(DataUseRequest.Approved.class::cast)
                .toList();
    }

    @Override
    public List<DataUseRequest> everApproved(ProjectId project) {
        return table.where("project = ? and state in ('APPROVED', 'EXPIRED', 'REVOKED', 'CLOSED')", project.value());
    }

    @Override
    public List<DataUseRequest> referringTo(DataUseRequestId id) {
        return table.where("refers_to = ?", id.value());
    }

    @Override
    public List<DataUseRequest> visibleTo(Acting acting, @Nullable DataUseRequestId after, int limit) {
        UUID from = after == null ? null : after.value();
        return acting.in("committee")
                ? table.page("state <> 'DRAFT'", List.of(), from, limit)
                : table.page(
                        "author = ? or state = 'APPROVED'",
                        List.of(acting.account().subject()),
                        from,
                        limit);
    }
}
