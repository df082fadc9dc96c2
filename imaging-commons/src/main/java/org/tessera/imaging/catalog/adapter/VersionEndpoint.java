package org.tessera.imaging.catalog.adapter;

import jakarta.annotation.security.RolesAllowed;
import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.tessera.imaging.catalog.CatalogueVersions;
import org.tessera.imaging.catalog.CatalogueVersions.Published;
import org.tessera.imaging.catalog.PublishingVersions;
import org.tessera.rest.Caller;
import org.tessera.rest.IdempotencyKeys;
import org.tessera.rest.Page;

/** Versions of the public catalogue. */
@Path("/catalogue-versions")
@Tag(name = "Catalogue versions", description = "What was published, and never changes.")
@Produces(MediaType.APPLICATION_JSON)
public class VersionEndpoint {
    private final PublishingVersions publishing;
    private final CatalogueVersions versions;
    private final IdempotencyKeys keys;
    private final Caller caller;

    VersionEndpoint(PublishingVersions publishing, CatalogueVersions versions, IdempotencyKeys keys, Caller caller) {
        this.publishing = publishing;
        this.versions = versions;
        this.keys = keys;
        this.caller = caller;
    }

    /**
     * A version to publish.
     *
     * @param version its name
     */
    @Schema(description = "A version to publish.")
    public record NewVersion(
            @NotNull
            @Pattern(regexp = "[A-Za-z0-9][A-Za-z0-9._-]{0,31}")
            @Schema(description = "Its name, for example 2026.1.", examples = "2026.1")
            String version) {}

    /** Freezes and publishes. */
    @POST
    @RolesAllowed("curator")
    @Transactional
    @Operation(
            operationId = "publishCatalogueVersion",
            summary = "Publish a catalogue version",
            description = "Freezes the current cases, withdrawn ones left out, and sends them to the enclave, and the"
                    + " profile of the whole commons to the representativeness service.")
    @APIResponse(
            responseCode = "201",
            description = "Frozen and on its way.",
            content = @Content(schema = @Schema(implementation = Published.class)))
    @APIResponse(responseCode = "400", description = "No Idempotency-Key, or not a name of a version.")
    @APIResponse(responseCode = "409", description = "The version is there already, or there is nothing to publish.")
    public Response publish(@HeaderParam("Idempotency-Key") @Nullable String key, @NotNull @Valid NewVersion version) {
        Published published = keys.once(
                key,
                "publish-catalogue-version",
                version,
                Published.class,
                () -> publishing.publish(version.version(), caller.actor(), caller.role()));
        return Response.status(Status.CREATED).entity(published).build();
    }

    /** Versions, newest first. */
    @GET
    @RolesAllowed({"registered", "curator", "auditor"})
    @Operation(
            operationId = "listCatalogueVersions",
            summary = "List catalogue versions",
            description = "Newest first, in pages.")
    public Page<Published> list(
            @QueryParam("limit") @DefaultValue("50") @Min(1) @Max(Page.MAX_LIMIT) int limit,
            @QueryParam("after") @Nullable String after) {
        return Page.of(versions.list(limit + 1, after), limit, Published::version);
    }
}
