package org.tessera.enclave.omop.adapter;

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
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.headers.Header;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.tessera.enclave.omop.BundleRefused;
import org.tessera.enclave.omop.FileTotals;
import org.tessera.enclave.omop.LoadingReleases;
import org.tessera.enclave.omop.ReleaseSubmission;
import org.tessera.enclave.omop.ReleaseSubmissionId;
import org.tessera.enclave.omop.ReleaseSubmissions;
import org.tessera.enclave.omop.RowError;
import org.tessera.rest.Caller;
import org.tessera.rest.Page;
import org.tessera.rest.Problems;

/** Bundles of OMOP rows over HTTP. */
@Path("/releases")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Releases", description = "Clinical records, loaded by a steward from bundles that a partner signed.")
public class ReleaseEndpoint {
    private static final int ERRORS_SHOWN = 100;

    private final LoadingReleases loading;
    private final ReleaseSubmissions submissions;
    private final BundleSettings settings;
    private final BundleFolder folder;
    private final Caller caller;

    /** Puts the endpoint together. */
    public ReleaseEndpoint(
            LoadingReleases loading,
            ReleaseSubmissions submissions,
            BundleSettings settings,
            BundleFolder folder,
            Caller caller) {
        this.loading = loading;
        this.submissions = submissions;
        this.settings = settings;
        this.folder = folder;
        this.caller = caller;
    }

    /**
     * A submission as it is shown.
     *
     * @param id this load
     * @param partner client id of the partner that signed the bundle
     * @param release the release its rows belong to
     * @param state LOADED, or REPLACED when the partner submitted the release again
     * @param submittedAt when it was loaded
     * @param manifestDigest digest of the signed manifest
     * @param files what became of each file; rows = accepted + rejected
     * @param errors the first 100 errors
     */
    @Schema(name = "ReleaseSubmissionInFull")
    public record Shown(
            ReleaseSubmissionId id,
            String partner,
            String release,
            String state,
            Instant submittedAt,
            String manifestDigest,
            List<FileTotals> files,
            List<RowError> errors) {}

    /** Loads a bundle. */
    @POST
    @RolesAllowed("steward")
    @Consumes("application/zip")
    @Operation(
            operationId = "loadRelease",
            summary = "Load a partner's bundle of OMOP rows",
            description =
                    "The zip holds manifest.json, manifest.jws and omop/*.csv (OMOP CDM 5.4, header in any case); "
                            + "person_id is the partner's enclaveRef. Rows that cannot be loaded are reported, the rest goes in. "
                            + "The same partner and release again replaces what was there; a bundle of vocabulary alone replaces nothing.")
    @APIResponse(
            responseCode = "201",
            description = "Loaded, with the totals of each file",
            headers =
                    @Header(
                            name = "Location",
                            description = "Where its totals stand",
                            required = true,
                            schema = @Schema(type = SchemaType.STRING, format = "uri-reference")),
            content = @Content(schema = @Schema(implementation = Shown.class)))
    @APIResponse(
            responseCode = "422",
            description =
                    "Refused as a whole: signature, digest, size, manifest or zip, or rows of persons without omop/person.csv")
    public Response load(
            @HeaderParam("Idempotency-Key") @Nullable String idempotencyKey,
            @RequestBody(
                            description = "The bundle",
                            required = true,
                            content =
                                    @Content(
                                            mediaType = "application/zip",
                                            schema = @Schema(type = SchemaType.STRING, format = "binary")))
                    InputStream body)
            throws IOException {
        java.nio.file.Path zip = folder.fresh();
        try {
            spool(body, zip);
            ReleaseSubmission loaded = loading.load(zip, settings.limits(), idempotencyKey, caller);
            return Response.created(URI.create("/releases/" + loaded.id()))
                    .entity(shown(loaded))
                    .build();
        } catch (BundleRefused refused) {
            throw Problems.unprocessable(refused.kind(), refused.sentence());
        } finally {
            Files.deleteIfExists(zip);
        }
    }

    /** Lists loads. */
    @GET
    @RolesAllowed({"steward", "researcher", "administrator", "auditor"})
    @Operation(
            operationId = "listReleases",
            summary = "List what was loaded",
            description = "Newest first; without totals for a researcher.")
    public Page<ReleaseSubmission> list(
            @QueryParam("limit") @DefaultValue("50") @Min(1) @Max(Page.MAX_LIMIT) int limit,
            @Parameter(description = "Value of next of the page before") @QueryParam("after") @DefaultValue("")
                    String after) {
        Page<ReleaseSubmission> page = submissions.list(limit, after.isEmpty() ? Long.MAX_VALUE : number(after));
        return caller.role().equals("researcher") ? page.map(ReleaseSubmission::withoutTotals) : page;
    }

    /** Shows one load. */
    @GET
    @Path("/{id}")
    @RolesAllowed({"steward", "administrator", "auditor"})
    @Operation(operationId = "getRelease", summary = "Show a load with its totals and first errors")
    public Shown show(@PathParam("id") UUID id) {
        return shown(found(id));
    }

    /** Lists the errors of a load. */
    @GET
    @Path("/{id}/errors")
    @RolesAllowed("steward")
    @Operation(
            operationId = "listReleaseErrors",
            summary = "List rows that were not loaded",
            description = "By file, line and reason; never with content.")
    public Page<RowError> errors(
            @PathParam("id") UUID id,
            @QueryParam("limit") @DefaultValue("100") @Min(1) @Max(1000) int limit,
            @Parameter(description = "Value of next of the page before") @QueryParam("after") @DefaultValue("")
                    String after) {
        return submissions.errors(found(id).id(), limit, after.isEmpty() ? 0 : number(after));
    }

    private ReleaseSubmission found(UUID id) {
        return submissions
                .find(new ReleaseSubmissionId(id))
                .orElseThrow(() -> Problems.of(
                        Response.Status.NOT_FOUND, "release-unknown", "There is no submission of that id."));
    }

    private Shown shown(ReleaseSubmission submission) {
        return new Shown(
                submission.id(),
                submission.partner(),
                submission.release(),
                submission.state().name(),
                submission.submittedAt(),
                submission.manifestDigest(),
                submission.files(),
                submissions.errors(submission.id(), ERRORS_SHOWN, 0).items());
    }

    private void spool(InputStream body, java.nio.file.Path zip) throws IOException {
        long left = settings.maxBytes().asLongValue();
        byte[] buffer = new byte[1 << 16];
        try (var out = Files.newOutputStream(zip)) {
            for (int n = body.read(buffer); n >= 0; n = body.read(buffer)) {
                left -= n;
                if (left < 0) {
                    throw new BundleRefused("bundle-too-large", "The bundle is larger than the enclave takes.");
                }
                out.write(buffer, 0, n);
            }
        }
    }

    private static long number(String after) {
        try {
            return Long.parseLong(after);
        } catch (NumberFormatException e) {
            throw Problems.of(Response.Status.BAD_REQUEST, "after-invalid", "after is not the next of a page.");
        }
    }
}
