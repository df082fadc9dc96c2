package org.tessera.enclave.download.adapter;

import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jspecify.annotations.Nullable;
import org.tessera.enclave.approval.ProjectGuard;
import org.tessera.enclave.approval.ProjectId;
import org.tessera.enclave.approval.adapter.TokenOfCaller;
import org.tessera.enclave.download.DownloadRequestId;
import org.tessera.enclave.download.RequestingDownloads;
import org.tessera.rest.Caller;
import org.tessera.rest.IdempotencyKeys;

/** New download requests over HTTP: they begin inside a project. */
@Path("/projects/{project}/download-requests")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Download requests")
public class NewDownloadEndpoint {
    private final RequestingDownloads requesting;
    private final ProjectGuard guard;
    private final IdempotencyKeys idempotency;
    private final Caller caller;
    private final TokenOfCaller token;

    NewDownloadEndpoint(
            RequestingDownloads requesting,
            ProjectGuard guard,
            IdempotencyKeys idempotency,
            Caller caller,
            TokenOfCaller token) {
        this.requesting = requesting;
        this.guard = guard;
        this.idempotency = idempotency;
        this.caller = caller;
        this.token = token;
    }

    /** What {@code once} compares: the request with its project. */
    record Ordered(UUID project, DownloadEndpoint.OrderBody order) {}

    /** What {@code once} keeps of an answer. */
    record Kept(UUID id) {}

    @POST
    @RolesAllowed("researcher")
    @ResponseStatus(201)
    @APIResponseSchema(value = DownloadView.class, responseCode = "201")
    @Operation(
            operationId = "createDownloadRequest",
            summary = "Begin a download request",
            description = "Creates a draft. Nothing is frozen before it is submitted.")
    public DownloadView create(
            UUID project,
            @HeaderParam("Idempotency-Key") @Nullable String key,
            @NotNull @Valid DownloadEndpoint.OrderBody body) {
        var entered = guard.require(new ProjectId(project), caller);
        var ordered = new Ordered(project, body);
        var kept = idempotency.once(
                key,
                "create-download-request",
                ordered,
                Kept.class,
                () -> new Kept(requesting
                        .draft(entered, body.titleOrEmpty(), body.wanted(), token.acting())
                        .order()
                        .id()
                        .value()));
        var acting = token.acting();
        return DownloadView.of(requesting.find(new DownloadRequestId(kept.id()), acting), acting);
    }
}
