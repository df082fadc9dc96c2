package org.tessera.imaging.feasibility.adapter;

import jakarta.annotation.security.RolesAllowed;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.tessera.imaging.cohort.CohortId;
import org.tessera.imaging.feasibility.AskingFeasibility;
import org.tessera.rest.Caller;
import org.tessera.rest.IdempotencyKeys;

/** Where a question about a saved cohort is asked. */
@Path("/cohorts/{id}/feasibility-requests")
@RolesAllowed("registered")
@Tag(name = "Feasibility", description = "How many of a saved cohort have clinical data, rounded.")
@Produces(MediaType.APPLICATION_JSON)
public class QuestionEndpoint {
    private final AskingFeasibility asking;
    private final IdempotencyKeys keys;
    private final Caller caller;

    QuestionEndpoint(AskingFeasibility asking, IdempotencyKeys keys, Caller caller) {
        this.asking = asking;
        this.keys = keys;
        this.caller = caller;
    }

    /** What an idempotency key of a question stands for. */
    record QuestionAbout(UUID cohort) {}

    /** Asks. */
    @POST
    @Transactional
    @Operation(
            operationId = "createFeasibilityRequest",
            summary = "Ask how many of a cohort have clinical data",
            description = "Of saved cohorts of at least 100 subjects. The answer comes from the honest broker: a"
                    + " multiple of 20 that is reached, fewer than 20, or refused as \"fewer-than-40\", which leaves it"
                    + " open whether there are 20. It never says 0.")
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
}
