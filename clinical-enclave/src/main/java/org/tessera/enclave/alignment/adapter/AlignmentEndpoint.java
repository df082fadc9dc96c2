package org.tessera.enclave.alignment.adapter;

import jakarta.annotation.security.RolesAllowed;
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
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.tessera.enclave.alignment.Alignment;
import org.tessera.enclave.alignment.AlignmentId;
import org.tessera.enclave.alignment.Alignments;
import org.tessera.enclave.alignment.MakingAlignments;
import org.tessera.enclave.alignment.ShowingRows;
import org.tessera.enclave.approval.Project;
import org.tessera.enclave.approval.ProjectGuard;
import org.tessera.enclave.approval.ProjectId;
import org.tessera.rest.Caller;
import org.tessera.rest.IdempotencyKeys;
import org.tessera.rest.Page;
import org.tessera.rest.Problems;

/** Alignments of a project, for its members. */
@Path("/projects/{project}/alignments")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed("researcher")
@Tag(name = "Alignments", description = "Interval matching by the project's protocol, with a verdict for everyone.")
public class AlignmentEndpoint {
    private final ProjectGuard guard;
    private final MakingAlignments making;
    private final Alignments alignments;
    private final ShowingRows showing;
    private final IdempotencyKeys idempotency;
    private final Caller caller;

    AlignmentEndpoint(
            ProjectGuard guard,
            MakingAlignments making,
            Alignments alignments,
            ShowingRows showing,
            IdempotencyKeys idempotency,
            Caller caller) {
        this.guard = guard;
        this.making = making;
        this.alignments = alignments;
        this.showing = showing;
        this.idempotency = idempotency;
        this.caller = caller;
    }

    /** What {@code once} keeps of an answer: exact counts stand where the end of the project deletes them, and nowhere else. */
    record Made(AlignmentId id) {}

    /** Makes one. */
    @POST
    @Operation(
            operationId = "createAlignment",
            summary = "Align the project's cohort",
            description =
                    "Matches relative days of the imaging side with dates of the clinical side, person by person.")
    @APIResponse(
            responseCode = "201",
            description = "The funnel",
            content = @Content(schema = @Schema(implementation = Alignment.class)))
    @APIResponse(responseCode = "409", description = "The project has no active match")
    public Response make(
            @PathParam("project") UUID project, @HeaderParam("Idempotency-Key") @Nullable String idempotencyKey) {
        Project open = guard.require(new ProjectId(project), caller);
        Made made = idempotency.once(
                idempotencyKey,
                "create-alignment",
                open.id(),
                Made.class,
                () -> new Made(making.make(open, caller).id()));
        return Response.status(Response.Status.CREATED)
                .entity(find(open, made.id()))
                .build();
    }

    /** Lists them. */
    @GET
    @Operation(operationId = "listAlignments", summary = "List the project's alignments", description = "Oldest first.")
    public Page<Alignment> list(
            @PathParam("project") UUID project,
            @QueryParam("limit") @DefaultValue("50") @Min(1) @Max(Page.MAX_LIMIT) int limit,
            @Parameter(description = "Value of next of the page before") @QueryParam("after") @Nullable UUID after) {
        Project open = guard.require(new ProjectId(project), caller);
        return Page.of(
                alignments.list(open.id(), Optional.ofNullable(after).map(AlignmentId::new), limit + 1),
                limit,
                last -> last.id().toString());
    }

    /** Shows one. */
    @GET
    @Path("/{alignment}")
    @Operation(operationId = "getAlignment", summary = "Show an alignment")
    @APIResponse(responseCode = "200", description = "The funnel")
    @APIResponse(responseCode = "404", description = "No such alignment in this project")
    public Alignment show(@PathParam("project") UUID project, @PathParam("alignment") UUID alignment) {
        Project open = guard.require(new ProjectId(project), caller);
        return find(open, new AlignmentId(alignment));
    }

    /** Shows its rows. */
    @GET
    @Path("/{alignment}/rows")
    @Operation(
            operationId = "listAlignmentRows",
            summary = "Show the linked persons of an alignment, one by one",
            description =
                    "Under the project's aliases; dates are those of the clinical record. For subcohorts 2 and 3, constellation is"
                            + " the day that explains most of a person's relative days at once, with how ambiguous that is; no verdict uses it."
                            + " Whoever has withdrawn since is left out; the funnel stays as it was made.")
    public Page<Alignment.Row> rows(
            @PathParam("project") UUID project,
            @PathParam("alignment") UUID alignment,
            @QueryParam("limit") @DefaultValue("100") @Min(1) @Max(1000) int limit,
            @Parameter(description = "Value of next of the page before") @QueryParam("after") @DefaultValue("0") @Min(0)
                    int after) {
        Project open = guard.require(new ProjectId(project), caller);
        return Page.of(
                        showing.rows(find(open, new AlignmentId(alignment)), after, limit + 1),
                        limit,
                        last -> Integer.toString(last.ordinal() + 1))
                .map(Alignments.Kept::row);
    }

    private Alignment find(Project project, AlignmentId id) {
        return alignments
                .find(project.id(), id)
                .orElseThrow(() -> Problems.of(
                        Response.Status.NOT_FOUND, "alignment-unknown", "The project has no such alignment."));
    }
}
