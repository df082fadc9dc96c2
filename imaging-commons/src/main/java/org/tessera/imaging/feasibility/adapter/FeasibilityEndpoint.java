package org.tessera.imaging.feasibility.adapter;

import jakarta.annotation.security.RolesAllowed;
import jakarta.transaction.Transactional;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.tessera.contracts.FeasibilityRequestId;
import org.tessera.imaging.feasibility.AskingFeasibility;
import org.tessera.imaging.feasibility.Inquiries;
import org.tessera.rest.Caller;
import org.tessera.rest.Page;

/** Feasibility requests, each shown to its owner only. */
@Path("/feasibility-requests")
@RolesAllowed("registered")
@Tag(name = "Feasibility", description = "How many of a saved cohort have clinical data, rounded.")
@Produces(MediaType.APPLICATION_JSON)
public class FeasibilityEndpoint {
    private final AskingFeasibility asking;
    private final Inquiries inquiries;
    private final Caller caller;

    FeasibilityEndpoint(AskingFeasibility asking, Inquiries inquiries, Caller caller) {
        this.asking = asking;
        this.inquiries = inquiries;
        this.caller = caller;
    }

    /** The caller's questions. */
    @GET
    @Operation(
            operationId = "listFeasibilityRequests",
            summary = "List own feasibility requests",
            description = "Oldest first, in pages.")
    public Page<InquiryAnswer> list(
            @QueryParam("limit") @DefaultValue("50") @Min(1) @Max(Page.MAX_LIMIT) int limit,
            @QueryParam("after") @Nullable UUID after) {
        FeasibilityRequestId from = after == null ? null : new FeasibilityRequestId(after);
        List<InquiryAnswer> found = inquiries.list(caller.actor(), limit + 1, from).stream()
                .map(InquiryAnswer::of)
                .toList();
        return Page.of(found, limit, last -> last.id().toString());
    }

    /** One of them. */
    @GET
    @Path("/{id}")
    @Operation(
            operationId = "getFeasibilityRequest",
            summary = "Show a feasibility request",
            description = "One of the caller's own.")
    @APIResponse(responseCode = "404", description = "Unknown, or another account's.")
    @APIResponseSchema(value = InquiryAnswer.class, responseCode = "200", responseDescription = "The request.")
    public InquiryAnswer show(@PathParam("id") UUID id) {
        return InquiryAnswer.of(asking.require(new FeasibilityRequestId(id), caller.actor()));
    }

    /** Takes it back. */
    @POST
    @Path("/{id}/cancel")
    @Transactional
    @Operation(
            operationId = "cancelFeasibilityRequest",
            summary = "Cancel a feasibility request",
            description = "While it is REQUESTED. It still counts for the budget. Once more changes nothing.")
    @APIResponse(responseCode = "404", description = "Unknown, or another account's.")
    @APIResponse(responseCode = "409", description = "It has ended; the answer names the states that are possible.")
    @APIResponseSchema(value = InquiryAnswer.class, responseCode = "200", responseDescription = "Cancelled.")
    public InquiryAnswer cancel(@PathParam("id") UUID id) {
        return InquiryAnswer.of(asking.cancel(new FeasibilityRequestId(id), caller.actor(), caller.role()));
    }
}
