package org.tessera.imaging.catalog.adapter;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
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
import jakarta.ws.rs.core.Response.Status;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.tessera.imaging.Refusals;
import org.tessera.imaging.catalog.ImageFiles;
import org.tessera.imaging.catalog.RefusedBundle;
import org.tessera.imaging.catalog.Submission;
import org.tessera.imaging.catalog.Submission.RowError;
import org.tessera.imaging.catalog.SubmissionLimits;
import org.tessera.imaging.catalog.SubmittingBundles;
import org.tessera.rest.Caller;
import org.tessera.rest.IdempotencyKeys;
import org.tessera.rest.Page;

/** Bundles of partners, brought in by a curator. */
@Path("/submissions")
@Tag(name = "Submissions", description = "Bundles of cases, studies, tests and images that a partner signed.")
@Produces(MediaType.APPLICATION_JSON)
public class SubmissionEndpoint {
    private static final int SHOWN = 100;

    private final SubmittingBundles submitting;
    private final SubmissionTable submissions;
    private final ImageFiles files;
    private final SubmissionLimits limits;
    private final IdempotencyKeys keys;
    private final Caller caller;

    SubmissionEndpoint(
            SubmittingBundles submitting,
            SubmissionTable submissions,
            ImageFiles files,
            SubmissionLimits limits,
            IdempotencyKeys keys,
            Caller caller) {
        this.submitting = submitting;
        this.submissions = submissions;
        this.files = files;
        this.limits = limits;
        this.keys = keys;
        this.caller = caller;
    }

    /** What an idempotency key of a submission stands for. */
    record Archive(String sha256) {}

    /** Takes a bundle in. */
    @POST
    @Consumes("application/zip")
    @RolesAllowed("curator")
    @Operation(
            operationId = "createSubmission",
            summary = "Submit a bundle",
            description =
                    "The zip of a bundle folder: manifest.json, manifest.jws (the partner's detached signature over"
                            + " the manifest's bytes), imaging/*.tsv and imaging/files/*. Rows that keep the rules go in; each"
                            + " other row is reported by file, line and reason, and the totals add up.")
    @APIResponse(
            responseCode = "201",
            description = "Loaded; see state and errors.",
            content = @Content(schema = @Schema(implementation = SubmissionAnswer.class)))
    @APIResponse(responseCode = "400", description = "No Idempotency-Key.")
    @APIResponse(responseCode = "413", description = "The archive is larger than the commons takes.")
    @APIResponse(
            responseCode = "422",
            description = "Refused as a whole: unreadable, unsigned, or not what was signed.")
    public Response submit(
            @HeaderParam("Idempotency-Key") @Nullable String key,
            @RequestBody(
                            content =
                                    @Content(
                                            mediaType = "application/zip",
                                            schema = @Schema(type = SchemaType.STRING, format = "binary")))
                    InputStream body)
            throws IOException {
        java.nio.file.Path folder = files.incoming();
        try {
            java.nio.file.Path archive = folder.resolve("bundle.zip");
            Archive received = new Archive(ArchiveBody.receive(body, archive, limits.archiveBytes()));
            java.nio.file.Path unpacked = Files.createDirectory(folder.resolve("unpacked"));
            SubmissionAnswer answer = QuarkusTransaction.requiringNew()
                    .timeout((int) limits.loading().toSeconds())
                    .call(() -> keys.once(
                            key, "submit-bundle", received, SubmissionAnswer.class, () -> load(archive, unpacked)));
            return Response.status(Status.CREATED).entity(answer).build();
        } catch (RefusedBundle e) {
            throw e.kind().equals("bundle-too-large")
                    ? Refusals.tooLarge(e.kind(), e.sentence())
                    : Refusals.unprocessable(e.kind(), e.sentence());
        } finally {
            ImageFiles.remove(folder);
        }
    }

    private SubmissionAnswer load(java.nio.file.Path archive, java.nio.file.Path unpacked) {
        Submission submission = submitting.submit(archive, unpacked, caller.actor(), caller.role());
        return SubmissionAnswer.of(submission, submissions.errors(submission.id(), SHOWN, 0));
    }

    /** Submissions, oldest first. */
    @GET
    @RolesAllowed({"curator", "auditor"})
    @Operation(operationId = "listSubmissions", summary = "List submissions", description = "Oldest first, in pages.")
    public Page<SubmissionAnswer> list(
            @QueryParam("limit") @DefaultValue("50") @Min(1) @Max(Page.MAX_LIMIT) int limit,
            @QueryParam("after") @Nullable UUID after) {
        List<SubmissionAnswer> found = submissions.list(limit + 1, after).stream()
                .map(submission -> SubmissionAnswer.of(submission, submissions.errors(submission.id(), SHOWN, 0)))
                .toList();
        return Page.of(found, limit, last -> last.id().toString());
    }

    /** One submission. */
    @GET
    @Path("/{id}")
    @RolesAllowed({"curator", "auditor"})
    @Operation(
            operationId = "getSubmission",
            summary = "Show a submission",
            description = "With the first 100 of its errors.")
    @APIResponse(responseCode = "404", description = "Unknown.")
    @APIResponseSchema(value = SubmissionAnswer.class, responseCode = "200", responseDescription = "The submission.")
    public SubmissionAnswer show(@PathParam("id") UUID id) {
        Submission submission = submissions.find(id).orElseThrow(Refusals::notFound);
        return SubmissionAnswer.of(submission, submissions.errors(id, SHOWN, 0));
    }

    /** Every error of a submission, page by page. */
    @GET
    @Path("/{id}/errors")
    @RolesAllowed({"curator", "auditor"})
    @Operation(
            operationId = "listSubmissionErrors",
            summary = "List the errors of a submission",
            description = "Rows that did not go in, by file, line and reason; the reason never repeats a value.")
    public Page<RowError> errors(
            @PathParam("id") UUID id,
            @QueryParam("limit") @DefaultValue("100") @Min(1) @Max(Page.MAX_LIMIT) int limit,
            @QueryParam("after") @DefaultValue("0") @Min(0) long after) {
        Submission submission = submissions.find(id).orElseThrow(Refusals::notFound);
        return Page.of(
                submissions.errors(submission.id(), limit + 1, after), limit, last -> String.valueOf(after + limit));
    }
}
