package org.tessera.imaging.feasibility.adapter;

import jakarta.annotation.security.RolesAllowed;
import jakarta.transaction.Transactional;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.tessera.contracts.FeasibilityRequestId;
import org.tessera.imaging.cohort.CohortId;
import org.tessera.imaging.feasibility.AskingFeasibility;
import org.tessera.imaging.feasibility.Inquiries;
import org.tessera.imaging.sql.Limits;
import org.tessera.rest.Caller;
import org.tessera.rest.IdempotencyKeys;
import org.tessera.rest.Page;

/** Feasibility requests, each shown to its owner only. */
@Path("/")
@RolesAllowed("registered")
@Tag(name = "Feasibility", description = "How many of a saved cohort have clinical data, rounded.")
@Produces(MediaType.APPLICATION_JSON)
public class FeasibilityEndpoint {
    private final AskingFeasibility asking;
    private final Inquiries inquiries;
    private final IdempotencyKeys keys;
    private final Caller caller;

    FeasibilityEndpoint(AskingFeasibility asking, Inquiries inquiries, IdempotencyKeys keys, Caller caller) {
        this.asking = asking;
        this.inquiries = inquiries;
        this.keys = keys;
        this.caller = caller;
    }

    /** What an idempotency key of a question stands for. */
    record QuestionAbout(UUID cohort) {}

    /** Asks. */
    @POST
    @Path("/cohorts/{id}/feasibility-requests")
    @Transactional
    @Operation(
            summary = "Ask how many of a cohort have clinical data",
            description = "Of saved cohorts of at least 100 subjects. The answer comes from the honest broker, rounded"
                    + " down to a multiple of 20, and never says 0.")
    @APIResponse(
            responseCode = "202",
            description = "Asked.",
            content = @Content(schema = @Schema(implementation = InquiryAnswer.class)))
    @APIResponse(responseCode = "400", description = "No Idempotency-Key.")
    @APIResponse(responseCode = "404", description = "Unknown cohort, or another account's.")
    @APIResponse(responseCode = "422", description = "The cohort is too small.")
    @APIResponse(responseCode = "429", description = "The account's or the commons' budget is used up.")
    public Response ask(@HeaderParam("Idempotency-Key") @Nullable String key, @PathParam("id") UUID id) {
        InquiryAnswer answer = keys.once(
                key,
                "ask-feasibility",
                new QuestionAbout(id),
                InquiryAnswer.class,
                () -> InquiryAnswer.of(asking.ask(new CohortId(id), caller.actor(), caller.role())));
        return Response.accepted(answer).build();
    }

    /** The caller's questions. */
    @GET
    @Path("/feasibility-requests")
    @Operation(summary = "List own feasibility requests", description = "Oldest first, in pages.")
    public Page<InquiryAnswer> list(
            @QueryParam("limit") @DefaultValue("50") @Min(1) @Max(Limits.MOST) int limit,
            @QueryParam("after") @Nullable UUID after) {
        FeasibilityRequestId from = after == null ? null : new FeasibilityRequestId(after);
        List<InquiryAnswer> found = inquiries.list(caller.actor(), limit + 1, from).stream()
                .map(InquiryAnswer::of)
                .toList();
        return Limits.page(found, limit, last -> last.id().toString());
    }

    /** One of them. */
    @GET
    @Path("/feasibility-requests/{id}")
    @Operation(summary = "Show a feasibility request", description = "One of the caller's own.")
    @APIResponse(responseCode = "404", description = "Unknown, or another account's.")
    public InquiryAnswer show(@PathParam("id") UUID id) {
        return InquiryAnswer.of(asking.require(new FeasibilityRequestId(id), caller.actor()));
    }

    /** Takes it back. */
    @POST
    @Path("/feasibility-requests/{id}/cancel")
    @Transactional
    @Operation(
            summary = "Cancel a feasibility request",
            description = "While it is REQUESTED. It still counts for the budget.")
    @APIResponse(responseCode = "404", description = "Unknown, or another account's.")
    @APIResponse(responseCode = "409", description = "It has ended; the answer names the states that are possible.")
    public InquiryAnswer cancel(@PathParam("id") UUID id) {
        return InquiryAnswer.of(asking.cancel(new FeasibilityRequestId(id), caller.actor(), caller.role()));
    }
}
