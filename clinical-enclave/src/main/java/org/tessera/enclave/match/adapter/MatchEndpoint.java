package org.tessera.enclave.match.adapter;

import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.Consumes;
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
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.tessera.contracts.MatchRequestId;
import org.tessera.contracts.MatchResult.Fuzzy;
import org.tessera.enclave.approval.Project;
import org.tessera.enclave.approval.ProjectGuard;
import org.tessera.enclave.approval.ProjectId;
import org.tessera.enclave.match.EndingMatches;
import org.tessera.enclave.match.MatchRequests;
import org.tessera.enclave.match.MatchState;
import org.tessera.enclave.match.ProjectMatch;
import org.tessera.enclave.match.RequestingMatches;
import org.tessera.rest.Caller;
import org.tessera.rest.IdempotencyKeys;
import org.tessera.rest.Page;

/** Match requests of a project. */
@Path("/projects")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed("researcher")
@Tag(name = "Matches", description = "Who is who: asked of the honest broker, kept in the workspace, shown as aliases.")
public class MatchEndpoint {
    private final ProjectGuard guard;
    private final RequestingMatches requesting;
    private final EndingMatches ending;
    private final MatchRequests requests;
    private final IdempotencyKeys idempotency;
    private final MatchProblems problems;
    private final Caller caller;

    /** Puts the endpoint together. */
    public MatchEndpoint(
            ProjectGuard guard,
            RequestingMatches requesting,
            EndingMatches ending,
            MatchRequests requests,
            IdempotencyKeys idempotency,
            MatchProblems problems,
            Caller caller) {
        this.guard = guard;
        this.requesting = requesting;
        this.ending = ending;
        this.requests = requests;
        this.idempotency = idempotency;
        this.problems = problems;
        this.caller = caller;
    }

    /**
     * What to link.
     *
     * @param clinicalRelease release of the enclave's records, "R2026.1"
     * @param catalogueVersion version of the commons' catalogue, "2026.1"
     */
    @Schema(name = "MatchOrder")
    public record Order(
            @NotNull @Pattern(regexp = "[A-Za-z0-9][A-Za-z0-9._-]{0,31}")
            String clinicalRelease,

            @NotNull @Pattern(regexp = "[A-Za-z0-9][A-Za-z0-9._-]{0,31}")
            String catalogueVersion) {}

    /** An order in a project: what makes two requests the same one. */
    record OrderInProject(ProjectId project, Order order) {}

    /**
     * A match request as it is shown.
     *
     * @param id its id
     * @param project its project
     * @param clinicalRelease release of the enclave's records
     * @param catalogueVersion version of the commons' catalogue
     * @param fuzzy whether fuzzy matching is approved
     * @param compared whether the broker compared encodings, while it is active
     * @param state where it stands
     * @param possible what the researcher may do to it: CANCELLED, or nothing
     * @param requestedAt when it was asked for
     * @param deadline without an answer by then it fails
     * @param changedAt since when it is in this state
     * @param reason stable code, when it is over
     */
    @Schema(name = "MatchRequest")
    public record Shown(
            MatchRequestId id,
            ProjectId project,
            String clinicalRelease,
            String catalogueVersion,
            boolean fuzzy,
            @Nullable Fuzzy compared,
            MatchState state,
            List<MatchState> possible,
            Instant requestedAt,
            Instant deadline,
            Instant changedAt,
            @Nullable String reason) {}

    /** Asks for a match. */
    @POST
    @Path("/{project}/match-requests")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "createMatchRequest",
            summary = "Ask the honest broker to link a release with a catalogue version",
            description = "Names no person and no cohort. One request of a project is under way at a time.")
    @APIResponse(
            responseCode = "202",
            description = "On its way to the broker",
            content = @Content(schema = @Schema(implementation = Shown.class)))
    @APIResponse(responseCode = "409", description = "Another request is under way")
    @APIResponse(responseCode = "422", description = "Unknown release or catalogue version")
    public Response request(
            @PathParam("project") UUID project,
            @HeaderParam("Idempotency-Key") @Nullable String idempotencyKey,
            @NotNull @Valid Order order) {
        Project open = guard.require(new ProjectId(project), caller);
        Shown shown = problems.attempt(
                open.id().toString(),
                caller,
                () -> idempotency.once(
                        idempotencyKey,
                        "create-match-request",
                        new OrderInProject(open.id(), order),
                        Shown.class,
                        () -> shown(
                                requesting.request(open, order.clinicalRelease(), order.catalogueVersion(), caller))));
        return Response.accepted(shown).build();
    }

    /** Lists match requests. */
    @GET
    @Path("/{project}/match-requests")
    @Operation(
            operationId = "listMatchRequests",
            summary = "List the project's match requests",
            description = "Newest first.")
    public Page<Shown> list(
            @PathParam("project") UUID project,
            @QueryParam("limit") @DefaultValue("50") @Min(1) @Max(Page.MAX_LIMIT) int limit,
            @Parameter(description = "Value of next of the page before") @QueryParam("after") @DefaultValue("")
                    String after) {
        Project open = guard.require(new ProjectId(project), caller);
        return requests.list(open.id(), limit, after).map(MatchEndpoint::shown);
    }

    /** Shows a match request. */
    @GET
    @Path("/{project}/match-requests/{request}")
    @Operation(operationId = "getMatchRequest", summary = "Show a match request")
    public Shown show(@PathParam("project") UUID project, @PathParam("request") UUID request) {
        Project open = guard.require(new ProjectId(project), caller);
        return problems.attempt(
                open.id().toString(), caller, () -> shown(ending.ofProject(open.id(), new MatchRequestId(request))));
    }

    /** Gives a match request up. */
    @POST
    @Path("/{project}/match-requests/{request}/cancel")
    @Operation(
            operationId = "cancelMatchRequest",
            summary = "Cancel a match request",
            description = "Possible until the result has come. Once more changes nothing.")
    @APIResponse(
            responseCode = "200",
            description = "Cancelled",
            content = @Content(schema = @Schema(implementation = Shown.class)))
    @APIResponse(responseCode = "409", description = "Its state does not allow it; the possible states are named")
    public Shown cancel(@PathParam("project") UUID project, @PathParam("request") UUID request) {
        Project open = guard.require(new ProjectId(project), caller);
        return problems.attempt(
                open.id().toString(),
                caller,
                () -> shown(ending.cancel(open.id(), new MatchRequestId(request), caller)));
    }

    private static Shown shown(ProjectMatch match) {
        return new Shown(
                match.order().id(),
                match.order().project(),
                match.order().clinicalRelease(),
                match.order().catalogueVersion(),
                match.order().fuzzy(),
                match instanceof ProjectMatch.Active active ? active.compared() : null,
                match.state(),
                match.state().choices(),
                match.order().requestedAt(),
                match.order().deadline(),
                match.since(),
                match instanceof ProjectMatch.Ended ended ? ended.reason() : null);
    }
}
