package org.tessera.imaging.cohort.adapter;

import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.StreamingOutput;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.tessera.contracts.CommonsSubjectId;
import org.tessera.imaging.catalog.CaseFilter;
import org.tessera.imaging.cohort.CohortId;
import org.tessera.imaging.cohort.IssuingManifests;
import org.tessera.imaging.cohort.SavedCohort;
import org.tessera.imaging.cohort.SavingCohorts;
import org.tessera.rest.Caller;

/** Manifests: which files to fetch, and what they hash to. */
@Path("/")
@RolesAllowed("registered")
@Tag(name = "Manifests", description = "CSV lists of image files, by DRS id and checksum.")
public class ManifestEndpoint {
    private static final String CSV = "text/csv";
    private static final int MOST = 100_000;

    private final SavingCohorts saving;
    private final IssuingManifests issuing;
    private final Caller caller;

    ManifestEndpoint(SavingCohorts saving, IssuingManifests issuing, Caller caller) {
        this.saving = saving;
        this.issuing = issuing;
        this.caller = caller;
    }

    /**
     * Cases whose images are wanted.
     *
     * @param submitterIds the cases
     * @param filter which of their images; all when absent
     */
    @Schema(description = "Cases whose images are wanted, and which of their images.")
    public record Listed(
            @NotNull @NotEmpty @Size(max = MOST) List<@NotNull CommonsSubjectId> submitterIds,
            @Nullable CaseFilter filter) {}

    /** Images of a saved cohort. */
    @GET
    @Path("/cohorts/{id}/manifest")
    @Produces(CSV)
    @Operation(
            summary = "Manifest of a cohort",
            description = "submitter_id, study_uid, series_uid, object_id, file_name, file_size, md5sum,"
                    + " days_from_study_to_pos_covid_test; one row per image file, in a stable order.")
    @APIResponse(
            responseCode = "200",
            description = "The manifest.",
            content = @Content(mediaType = CSV, schema = @Schema(type = SchemaType.STRING)))
    @APIResponse(responseCode = "404", description = "Unknown, or another account's.")
    public StreamingOutput cohort(@PathParam("id") UUID id) {
        SavedCohort cohort = saving.require(new CohortId(id), caller.actor());
        return issuing.ofCohort(cohort, caller.actor(), caller.role())::write;
    }

    /** Images of listed cases. */
    @POST
    @Path("/manifests")
    @Produces(CSV)
    @Operation(
            summary = "Manifest of listed cases",
            description = "Of the newest catalogue version. A case that is unknown or withdrawn has no row, alike.")
    @APIResponse(
            responseCode = "200",
            description = "The manifest.",
            content = @Content(mediaType = CSV, schema = @Schema(type = SchemaType.STRING)))
    @APIResponse(responseCode = "400", description = "No cases, too many, or not ids of cases.")
    @APIResponse(responseCode = "409", description = "No catalogue version was published yet.")
    public StreamingOutput listed(@NotNull @Valid Listed listed) {
        CaseFilter filter = listed.filter() == null ? CaseFilter.all() : listed.filter();
        String version = saving.version(null).version();
        return issuing.ofCases(version, listed.submitterIds(), filter, caller.actor(), caller.role())::write;
    }
}
