package org.tessera.enclave.analysis.adapter;

import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
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
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.tessera.enclave.alignment.AlignmentId;
import org.tessera.enclave.analysis.Analyses;
import org.tessera.enclave.analysis.Analysis;
import org.tessera.enclave.analysis.AnalysisId;
import org.tessera.enclave.analysis.MakingAnalyses;
import org.tessera.enclave.approval.Project;
import org.tessera.enclave.approval.ProjectGuard;
import org.tessera.enclave.approval.ProjectId;
import org.tessera.rest.Caller;
import org.tessera.rest.IdempotencyKeys;
import org.tessera.rest.Page;
import org.tessera.rest.Problems;

/** Analyses of a project, for its members. */
@Path("/projects/{project}/analyses")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed("researcher")
@Tag(
        name = "Analyses",
        description = "The protocol's models over the aligned cohort: exact, inside the workspace only.")
public class AnalysisEndpoint {
    private final ProjectGuard guard;
    private final MakingAnalyses making;
    private final Analyses analyses;
    private final IdempotencyKeys idempotency;
    private final Caller caller;

    AnalysisEndpoint(
            ProjectGuard guard, MakingAnalyses making, Analyses analyses, IdempotencyKeys idempotency, Caller caller) {
        this.guard = guard;
        this.making = making;
        this.analyses = analyses;
        this.idempotency = idempotency;
        this.caller = caller;
    }

    /**
     * What to analyse.
     *
     * @param alignmentId an alignment of the project
     */
    @Schema(name = "AnalysisOrder")
    public record Order(@NotNull UUID alignmentId) {}

    /** An order in a project: what makes two requests the same one. */
    record OrderInProject(ProjectId project, Order order) {}

    /** What {@code once} keeps of an answer: exact results stand where the end of the project deletes them, and nowhere else. */
    record Made(AnalysisId id) {}

    /** Makes one. */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "createAnalysis",
            summary = "Fit the protocol's models",
            description = "Joins the imported measures, the alignment's study population and the clinical indicators.")
    @APIResponse(
            responseCode = "201",
            description = "Exact results",
            content = @Content(schema = @Schema(implementation = Analysis.class)))
    @APIResponse(responseCode = "404", description = "No such alignment in this project")
    @APIResponse(responseCode = "409", description = "The alignment is outdated, or no table has been imported")
    public Response make(
            @PathParam("project") UUID project,
            @HeaderParam("Idempotency-Key") @Nullable String idempotencyKey,
            @NotNull @Valid Order order) {
        Project open = guard.require(new ProjectId(project), caller);
        Made made = idempotency.once(
                idempotencyKey,
                "create-analysis",
                new OrderInProject(open.id(), order),
                Made.class,
                () -> new Made(making.make(open, new AlignmentId(order.alignmentId()), caller)
                        .id()));
        return Response.status(Response.Status.CREATED)
                .entity(find(open, made.id()))
                .build();
    }

    /** Lists them. */
    @GET
    @Operation(operationId = "listAnalyses", summary = "List the project's analyses", description = "Oldest first.")
    public Page<Analysis> list(
            @PathParam("project") UUID project,
            @QueryParam("limit") @DefaultValue("20") @Min(1) @Max(100) int limit,
            @Parameter(description = "Value of next of the page before") @QueryParam("after") @Nullable UUID after) {
        Project open = guard.require(new ProjectId(project), caller);
        return Page.of(
                analyses.list(open.id(), Optional.ofNullable(after).map(AnalysisId::new), limit + 1),
                limit,
                last -> last.id().toString());
    }

    /** Shows one. */
    @GET
    @Path("/{analysis}")
    @Operation(operationId = "getAnalysis", summary = "Show an analysis")
    @APIResponse(responseCode = "200", description = "Exact results")
    @APIResponse(responseCode = "404", description = "No such analysis in this project")
    public Analysis show(@PathParam("project") UUID project, @PathParam("analysis") UUID analysis) {
        Project open = guard.require(new ProjectId(project), caller);
        return find(open, new AnalysisId(analysis));
    }

    private Analysis find(Project project, AnalysisId id) {
        return analyses.find(project.id(), id)
                .orElseThrow(() -> Problems.of(
                        Response.Status.NOT_FOUND, "analysis-unknown", "The project has no such analysis."));
    }
}
