package org.tessera.enclave.approval.adapter;

import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jspecify.annotations.Nullable;
import org.tessera.enclave.approval.Application;
import org.tessera.enclave.approval.DataUseRequest;
import org.tessera.enclave.approval.DataUseRequestId;
import org.tessera.enclave.approval.DecidingRequests;
import org.tessera.enclave.approval.FilingRequests;
import org.tessera.enclave.workflow.adapter.Required;
import org.tessera.rest.IdempotencyKeys;
import org.tessera.rest.Page;

/** Data use requests over HTTP. */
@Path("/data-use-requests")
@Produces(MediaType.APPLICATION_JSON)
@Tag(
        name = "Data use requests",
        description = "Who may study what; the committee decides. A move that its maker repeats changes nothing.")
public class DataUseRequestEndpoint {
    private final FilingRequests filing;
    private final DecidingRequests deciding;
    private final IdempotencyKeys idempotency;
    private final TokenOfCaller token;

    DataUseRequestEndpoint(
            FilingRequests filing, DecidingRequests deciding, IdempotencyKeys idempotency, TokenOfCaller token) {
        this.filing = filing;
        this.deciding = deciding;
        this.idempotency = idempotency;
        this.token = token;
    }

    /**
     * A decision of the committee.
     *
     * @param decision what is decided
     * @param comment why, for the author
     */
    @Schema(name = "CommitteeDecision")
    record DecisionBody(
            @Schema(required = true) Verdict decision,
            @Nullable @Size(max = 20_000) String comment) {
        /** What a committee can decide. */
        @Schema(name = "CommitteeVerdict")
        enum Verdict {
            APPROVE,
            DENY
        }
    }

    /** Why an approval is taken back. */
    record RevocationBody(@Nullable @Size(max = 20_000) String comment) {}

    /** What {@code once} compares and keeps of an answer. */
    record Kept(UUID id) {}

    @POST
    @RolesAllowed("researcher")
    @ResponseStatus(201)
    @APIResponseSchema(value = DataUseRequestView.class, responseCode = "201")
    @Operation(
            operationId = "createDataUseRequest",
            summary = "Begin a data use request",
            description = "Creates a draft. What is missing or wrong is said when it is submitted.")
    public DataUseRequestView create(
            @HeaderParam("Idempotency-Key") @Nullable String key, @NotNull @Valid Application application) {
        var kept = idempotency.once(
                key,
                "create-data-use-request",
                application,
                Kept.class,
                () -> new Kept(
                        filing.draft(application, token.acting()).filing().id().value()));
        return view(filing.find(new DataUseRequestId(kept.id()), token.acting()));
    }

    @GET
    @RolesAllowed({"researcher", "committee"})
    @Operation(
            operationId = "listDataUseRequests",
            summary = "List data use requests",
            description = "The committee sees what was submitted; a researcher her own, and of others title and"
                    + " abstract of what was approved. Oldest first.")
    public Page<DataUseRequestView> list(
            @QueryParam("limit") @DefaultValue("50") @Min(1) @Max(Page.MAX_LIMIT) int limit,
            @QueryParam("after") @Nullable UUID after) {
        var from = after == null ? null : new DataUseRequestId(after);
        return Page.of(
                filing.list(token.acting(), from, limit + 1).stream()
                        .map(this::view)
                        .toList(),
                limit,
                view -> view.id().toString());
    }

    @GET
    @Path("/{id}")
    @RolesAllowed({"researcher", "committee"})
    @Operation(operationId = "getDataUseRequest", summary = "Read a data use request")
    public DataUseRequestView get(UUID id) {
        return view(filing.find(new DataUseRequestId(id), token.acting()));
    }

    @PUT
    @Path("/{id}")
    @RolesAllowed("researcher")
    @Operation(operationId = "amendDataUseRequest", summary = "Write a draft anew")
    public DataUseRequestView amend(UUID id, @NotNull @Valid Application application) {
        return view(filing.amend(new DataUseRequestId(id), application, token.acting()));
    }

    @POST
    @Path("/{id}/submit")
    @RolesAllowed("researcher")
    @Operation(
            operationId = "submitDataUseRequest",
            summary = "Submit to the committee",
            description = "422 lists every mistake of the application and of its study protocol.")
    public DataUseRequestView submit(UUID id) {
        return view(filing.submit(new DataUseRequestId(id), token.acting()));
    }

    @POST
    @Path("/{id}/withdraw")
    @RolesAllowed("researcher")
    @Operation(operationId = "withdrawDataUseRequest", summary = "Take a request back before a decision")
    public DataUseRequestView withdraw(UUID id) {
        return view(filing.withdraw(new DataUseRequestId(id), token.acting()));
    }

    @POST
    @Path("/{id}/review")
    @RolesAllowed("committee")
    @Operation(operationId = "reviewDataUseRequest", summary = "Take a request up for review")
    public DataUseRequestView review(UUID id) {
        return view(deciding.review(new DataUseRequestId(id), token.acting()));
    }

    @POST
    @Path("/{id}/decision")
    @RolesAllowed("committee")
    @Operation(
            operationId = "decideDataUseRequest",
            summary = "Approve or deny",
            description = "Approval opens or changes the project. Nobody decides on a request that she is a party to.")
    public DataUseRequestView decide(UUID id, @NotNull @Valid DecisionBody body) {
        var request = new DataUseRequestId(id);
        var comment = body.comment() == null ? "" : body.comment();
        return view(
                switch (Required.of(body.decision(), "decision")) {
                    case APPROVE -> deciding.approve(request, comment, token.acting());
                    case DENY -> deciding.deny(request, comment, token.acting());
                });
    }

    @POST
    @Path("/{id}/revoke")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed("committee")
    @Operation(operationId = "revokeDataUseRequest", summary = "Take an approval back: its project ends")
    public DataUseRequestView revoke(UUID id, @Nullable @Valid @RequestBody(required = false) RevocationBody body) {
        var comment = body == null || body.comment() == null ? "" : body.comment();
        return view(deciding.revoke(new DataUseRequestId(id), comment, token.acting()));
    }

    @POST
    @Path("/{id}/close")
    @RolesAllowed("researcher")
    @Operation(operationId = "closeDataUseRequest", summary = "Say that the study is done: its project ends")
    public DataUseRequestView close(UUID id) {
        return view(deciding.close(new DataUseRequestId(id), token.acting()));
    }

    private DataUseRequestView view(DataUseRequest request) {
        return DataUseRequestView.of(request, token.acting());
    }
}
