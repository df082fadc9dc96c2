package org.tessera.imaging.cohort.adapter;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.narayana.jta.QuarkusTransactionException;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.tessera.contracts.CommonsSubjectId;
import org.tessera.imaging.catalog.CaseFilter;
import org.tessera.imaging.catalog.CatalogueVersions;
import org.tessera.imaging.cohort.IssuingManifests;
import org.tessera.imaging.cohort.IssuingManifests.Manifest;
import org.tessera.rest.Caller;
import org.tessera.rest.LargeBody;

/** Manifests: which files to fetch, and what they hash to. */
@Path("/manifests")
@RolesAllowed("registered")
@Tag(name = "Manifests", description = "CSV lists of image files, by DRS id and checksum.")
public class ManifestEndpoint {
    static final String CSV = "text/csv";
    private static final int MOST = 100_000;
    private static final int SECONDS = 3_600;

    private final CatalogueVersions versions;
    private final IssuingManifests issuing;
    private final Caller caller;

    ManifestEndpoint(CatalogueVersions versions, IssuingManifests issuing, Caller caller) {
        this.versions = versions;
        this.issuing = issuing;
        this.caller = caller;
    }

    /**
     * Cases whose images are wanted.
     *
     * @param submitterIds the cases
     * @param filter which of their images; all when absent
     * @param catalogueVersion of which version; the newest when absent
     */
    @Schema(
            description = "Cases whose images are wanted, and which of their images; of the newest catalogue version"
                    + " unless one is named. The enclave checks an upload by the version of the project's match.")
    public record Listed(
            @NotNull @NotEmpty @Size(max = MOST) List<@NotNull CommonsSubjectId> submitterIds,
            @Nullable @Valid CaseFilter filter,
            @Nullable @Size(max = 100) String catalogueVersion) {}

    /** Images of listed cases. */
    @POST
    @Produces(CSV)
    @Operation(
            operationId = "createManifest",
            summary = "Manifest of listed cases",
            description = "Of the newest (or the named) catalogue version. A case that is unknown or withdrawn has no"
                    + " row, alike.")
    @APIResponse(
            responseCode = "200",
            description = "The manifest.",
            content = @Content(mediaType = CSV, schema = @Schema(type = SchemaType.STRING)))
    @APIResponse(responseCode = "400", description = "No cases, too many, or not ids of cases.")
    @APIResponse(responseCode = "409", description = "No catalogue version was published yet.")
    @APIResponse(
            responseCode = "422",
            description = "A category that no case has, an empty range of days, or an unknown catalogue version.")
    public StreamingOutput listed(@LargeBody("tessera.json.manifests.max-bytes") @NotNull @Valid Listed listed) {
        CaseFilter filter = listed.filter() == null ? CaseFilter.all() : listed.filter();
        filter.requireSatisfiable();
        String version = versions.require(listed.catalogueVersion()).version();
        return streamed(issuing.ofCases(version, listed.submitterIds(), filter, caller.actor(), caller.role()));
    }

    /** Rows come from the database in portions, which needs a transaction. */
    static StreamingOutput streamed(Manifest manifest) {
        return out -> {
            try {
                QuarkusTransaction.requiringNew().timeout(SECONDS).call(() -> {
                    manifest.write(out);
                    return true;
                });
            } catch (QuarkusTransactionException e) {
                throw new IOException("the manifest could not be written", e);
            }
        };
    }
}
