package org.tessera.enclave.download.adapter;

import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.headers.Header;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.tessera.enclave.approval.ProjectGuard;
import org.tessera.enclave.approval.adapter.TokenOfCaller;
import org.tessera.enclave.download.Download;
import org.tessera.enclave.download.Download.Wanted;
import org.tessera.enclave.download.DownloadRequestId;
import org.tessera.enclave.download.RequestingDownloads;
import org.tessera.enclave.download.ReviewingDownloads;
import org.tessera.enclave.download.Vote;
import org.tessera.enclave.workflow.adapter.Required;
import org.tessera.rest.Caller;
import org.tessera.rest.Page;

/** Download requests over HTTP, for authors and reviewers. */
@Path("/download-requests")
@Produces(MediaType.APPLICATION_JSON)
@Tag(
        name = "Download requests",
        description =
                "What goes out: frozen, checked, reviewed by two, released. A move that its maker repeats changes nothing.")
public class DownloadEndpoint {
    private final RequestingDownloads requesting;
    private final ReviewingDownloads reviewing;
    private final ProjectGuard guard;
    private final Caller caller;
    private final TokenOfCaller token;

    DownloadEndpoint(
            RequestingDownloads requesting,
            ReviewingDownloads reviewing,
            ProjectGuard guard,
            Caller caller,
            TokenOfCaller token) {
        this.requesting = requesting;
        this.reviewing = reviewing;
        this.guard = guard;
        this.caller = caller;
        this.token = token;
    }

    /**
     * What is asked for.
     *
     * @param title for people
     * @param resources kinds with their parameters
     */
    record OrderBody(
            @Nullable @Size(max = 300) String title,
            @Nullable @Size(max = 20) List<@NotNull @Valid ResourceBody> resources) {
        List<Wanted> wanted() {
            return (resources == null ? List.<ResourceBody>of() : resources)
                    .stream()
                            .map(each -> new Wanted(
                                    Required.of(each.kind(), "kind"),
                                    each.parameters() == null ? Map.of() : each.parameters()))
                            .toList();
        }

        String titleOrEmpty() {
            return title == null ? "" : title;
        }
    }

    /**
     * One resource. Its source refuses what it does not make; kinds and parameters stand here for the document's readers alone.
     *
     * @param kind one of those that the sources make
     * @param parameters of that kind; what is left out has the first of its values
     */
    record ResourceBody(
            @Schema(
                    required = true,
                    enumeration = {
                        "characteristics",
                        "cohort-profile",
                        "funnel",
                        "matched-identifiers",
                        "model-results",
                        "roc",
                        "subgroup-performance"
                    })
            @Nullable
            @Size(max = 100)
            String kind,

            @Schema(
                    description = "The first value is that of a parameter which is left out. characteristics: cohort"
                            + " (final-cohort, linked, interval-aligned), suppress (true, primary-only, false)."
                            + " cohort-profile: stage (final-cohort, linked, interval-aligned). funnel: suppress (true,"
                            + " primary-only, false). matched-identifiers: eligible (false, true). model-results: none."
                            + " roc: drawn (smooth, grouped, empirical). subgroup-performance: model (the protocol's last"
                            + " one, or another by its name).")
            @Nullable
            @Size(max = 100)
            Map<@Size(max = 100) String, @NotNull @Size(max = 1_000) String> parameters) {}

    /**
     * A review.
     *
     * @param verdict what the reviewer thinks
     * @param comment why; the author reads it once both have voted
     */
    record ReviewBody(
            @Schema(required = true) Vote.Verdict verdict,
            @Nullable @Size(max = 20_000) String comment) {}

    /** Why a release is taken back. */
    record RecallBody(@Nullable @Size(max = 20_000) String comment) {}

    @GET
    @RolesAllowed({"researcher", "output-checker", "administrator"})
    @Operation(
            operationId = "listDownloadRequests",
            summary = "List download requests",
            description = "A researcher sees her own; output-checkers and administrators what was submitted.")
    public Page<DownloadView> list(
            @QueryParam("limit") @DefaultValue("50") @Min(1) @Max(Page.MAX_LIMIT) int limit,
            @QueryParam("after") @Nullable UUID after) {
        var from = after == null ? null : new DownloadRequestId(after);
        return Page.of(
                requesting.list(token.acting(), from, limit + 1).stream()
                        .map(this::view)
                        .toList(),
                limit,
                view -> view.id().toString());
    }

    @GET
    @Path("/{id}")
    @RolesAllowed({"researcher", "output-checker", "administrator"})
    @Operation(
            operationId = "getDownloadRequest",
            summary = "Read a download request",
            description = "With findings; a reviewer does not see the other's vote before both have voted.")
    public DownloadView get(UUID id) {
        return view(requesting.find(new DownloadRequestId(id), token.acting()));
    }

    @PUT
    @Path("/{id}")
    @RolesAllowed("researcher")
    @Operation(
            operationId = "amendDownloadRequest",
            summary = "Ask for other resources in a draft or a returned request")
    public DownloadView amend(UUID id, @NotNull @Valid OrderBody body) {
        return view(requesting.amend(new DownloadRequestId(id), body.titleOrEmpty(), body.wanted(), token.acting()));
    }

    @POST
    @Path("/{id}/submit")
    @RolesAllowed("researcher")
    @Operation(
            operationId = "submitDownloadRequest",
            summary = "Freeze, check and submit",
            description =
                    "The state is CHECKED, or RETURNED when the automatic check refuses; the findings say why. What was"
                            + " RETURNED is frozen and checked anew each time.")
    public DownloadView submit(UUID id) {
        var request = new DownloadRequestId(id);
        var found = requesting.find(request, token.acting());
        var project = guard.require(found.order().project(), caller);
        return view(requesting.submit(request, project, token.acting()));
    }

    @POST
    @Path("/{id}/withdraw")
    @RolesAllowed("researcher")
    @Operation(operationId = "withdrawDownloadRequest", summary = "Take a request back")
    public DownloadView withdraw(UUID id) {
        return view(requesting.withdraw(new DownloadRequestId(id), token.acting()));
    }

    @POST
    @Path("/{id}/reviews")
    @RolesAllowed("output-checker")
    @Operation(
            operationId = "reviewDownloadRequest",
            summary = "Vote",
            description = "Two reviewers vote, blind to each other, never the author; the stricter vote counts.")
    public DownloadView review(UUID id, @NotNull @Valid ReviewBody body) {
        var comment = body.comment() == null ? "" : body.comment();
        var verdict = Required.of(body.verdict(), "verdict");
        return view(reviewing.vote(new DownloadRequestId(id), verdict, comment, token.acting()));
    }

    @POST
    @Path("/{id}/release")
    @RolesAllowed({"output-checker", "administrator"})
    @Operation(
            operationId = "releaseDownloadRequest",
            summary = "Release what two people approved",
            description = "Checked once more against everything that left meanwhile; RETURNED when that has made it"
                    + " unsafe.")
    public DownloadView release(UUID id) {
        return view(reviewing.release(new DownloadRequestId(id), token.acting()));
    }

    @POST
    @Path("/{id}/recall")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed({"output-checker", "administrator"})
    @Operation(operationId = "recallDownloadRequest", summary = "Take a release back")
    public DownloadView recall(UUID id, @Nullable @Valid @RequestBody(required = false) RecallBody body) {
        var comment = body == null || body.comment() == null ? "" : body.comment();
        return view(reviewing.recall(new DownloadRequestId(id), comment, token.acting()));
    }

    @GET
    @Path("/{id}/resources/{name}")
    @Produces(MediaType.WILDCARD)
    @RolesAllowed({"researcher", "output-checker"})
    @APIResponse(
            responseCode = "200",
            description = "The bytes that were reviewed, of the media type that the request shows of the resource",
            headers =
                    @Header(
                            name = "Content-Disposition",
                            description = "A file of the resource's name",
                            required = true,
                            schema = @Schema(type = SchemaType.STRING)),
            content = {
                @Content(mediaType = "text/csv", schema = @Schema(type = SchemaType.STRING)),
                @Content(mediaType = "application/json", schema = @Schema(type = SchemaType.OBJECT))
            })
    @Operation(
            operationId = "getDownloadResource",
            summary = "Fetch the bytes of a resource",
            description =
                    "The author while it is released; reviewers, who never were the author or a member, while it is reviewed or"
                            + " released. Nobody what was returned, rejected, withdrawn or recalled. The digest is verified, and the"
                            + " ledger has each fetch.")
    public Response resource(UUID id, String name) {
        var resource = reviewing.resource(new DownloadRequestId(id), name, token.acting());
        return Response.ok(resource.bytes(), resource.mediaType())
                .header("Content-Disposition", "attachment; filename=\"" + resource.name() + "\"")
                .header("Cache-Control", "no-store")
                .build();
    }

    private DownloadView view(Download download) {
        return DownloadView.of(download, token.acting());
    }
}
