package org.tessera.imaging.cohort.adapter;

import jakarta.annotation.security.RolesAllowed;
import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.DELETE;
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
import jakarta.ws.rs.core.StreamingOutput;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.tessera.contracts.ProfileId;
import org.tessera.imaging.cohort.CohortId;
import org.tessera.imaging.cohort.CohortPlace;
import org.tessera.imaging.cohort.Cohorts;
import org.tessera.imaging.cohort.IssuingManifests;
import org.tessera.imaging.cohort.SavedCohort;
import org.tessera.imaging.cohort.SavingCohorts;
import org.tessera.imaging.cohort.SendingProfiles;
import org.tessera.rest.Caller;
import org.tessera.rest.IdempotencyKeys;
import org.tessera.rest.Page;
import org.tessera.rest.Problems;

/** Saved cohorts, each shown to its owner only. */
@Path("/cohorts")
@RolesAllowed("registered")
@Tag(name = "Cohorts", description = "Saved cohorts with their counts over a catalogue version.")
@Produces(MediaType.APPLICATION_JSON)
public class CohortEndpoint {
    private final SavingCohorts saving;
    private final Cohorts cohorts;
    private final IssuingManifests issuing;
    private final SendingProfiles profiles;
    private final IdempotencyKeys keys;
    private final Caller caller;

    CohortEndpoint(
            SavingCohorts saving,
            Cohorts cohorts,
            IssuingManifests issuing,
            SendingProfiles profiles,
            IdempotencyKeys keys,
            Caller caller) {
        this.saving = saving;
        this.cohorts = cohorts;
        this.issuing = issuing;
        this.profiles = profiles;
        this.keys = keys;
        this.caller = caller;
    }

    /**
     * A profile on its way.
     *
     * @param profileId what its reports will name
     */
    @Schema(description = "A profile on its way; its reports will name this id.")
    public record SentProfile(ProfileId profileId) {}

    /** What an idempotency key of a profile stands for. */
    record ProfileOf(UUID cohort) {}

    /** Saves a cohort. */
    @POST
    @Transactional
    @Operation(
            operationId = "createCohort",
            summary = "Save a cohort",
            description = "With its counts over the newest (or the named) catalogue version.")
    @APIResponse(
            responseCode = "201",
            description = "Saved.",
            content = @Content(schema = @Schema(implementation = SavedCohort.class)))
    @APIResponse(responseCode = "400", description = "No Idempotency-Key, no name or no filter.")
    @APIResponse(
            responseCode = "409",
            description = "No catalogue version was published yet, or the account has 1,000 cohorts.")
    @APIResponse(
            responseCode = "422",
            description = "A category that no case has, an empty range of days, or an unknown catalogue version.")
    public Response save(@HeaderParam("Idempotency-Key") @Nullable String key, @NotNull @Valid NewCohort cohort) {
        SavedCohort saved = keys.once(
                key,
                "save-cohort",
                cohort,
                SavedCohort.class,
                () -> saving.save(
                        cohort.name(), cohort.filter(), cohort.catalogueVersion(), caller.actor(), caller.role()));
        return Response.status(Status.CREATED).entity(saved).build();
    }

    /** The caller's cohorts. */
    @GET
    @Operation(operationId = "listCohorts", summary = "List own cohorts", description = "Oldest first, in pages.")
    @APIResponse(responseCode = "200", description = "A page of cohorts.")
    @APIResponse(responseCode = "400", description = "Not a limit, or not the next of a page.")
    public Page<SavedCohort> list(
            @QueryParam("limit") @DefaultValue("50") @Min(1) @Max(Page.MAX_LIMIT) int limit,
            @QueryParam("after") @Nullable String after) {
        CohortPlace from = after == null ? null : place(after);
        return Page.of(
                cohorts.list(caller.actor(), limit + 1, from),
                limit,
                last -> last.place().toString());
    }

    private static CohortPlace place(String after) {
        try {
            return CohortPlace.parse(after);
        } catch (IllegalArgumentException e) {
            throw Problems.of(Status.BAD_REQUEST, "parameter-unreadable", "The query parameter after cannot be read.");
        }
    }

    /** One of them. */
    @GET
    @Path("/{id}")
    @Operation(operationId = "getCohort", summary = "Show a cohort", description = "One of the caller's own.")
    @APIResponse(responseCode = "404", description = "Unknown, or another account's.")
    @APIResponseSchema(value = SavedCohort.class, responseCode = "200", responseDescription = "The cohort.")
    public SavedCohort show(@PathParam("id") UUID id) {
        return saving.require(new CohortId(id), caller.actor());
    }

    /** Forgets it. */
    @DELETE
    @Path("/{id}")
    @Transactional
    @Operation(
            operationId = "deleteCohort",
            summary = "Delete a cohort",
            description = "Requests that were made from it stay.")
    @APIResponse(responseCode = "204", description = "Deleted.")
    @APIResponse(responseCode = "404", description = "Unknown, or another account's.")
    public void delete(@PathParam("id") UUID id) {
        saving.remove(new CohortId(id), caller.actor(), caller.role());
    }

    /** Images of a saved cohort. */
    @GET
    @Path("/{id}/manifest")
    @Produces(ManifestEndpoint.CSV)
    @Operation(
            operationId = "getCohortManifest",
            summary = "Manifest of a cohort",
            description = "submitter_id, study_uid, series_uid, object_id, file_name, file_size, md5sum,"
                    + " days_from_study_to_pos_covid_test; one row per image file, in a stable order.")
    @APIResponse(
            responseCode = "200",
            description = "The manifest.",
            content = @Content(mediaType = ManifestEndpoint.CSV, schema = @Schema(type = SchemaType.STRING)))
    @APIResponse(responseCode = "404", description = "Unknown, or another account's.")
    public StreamingOutput cohort(@PathParam("id") UUID id) {
        SavedCohort cohort = saving.require(new CohortId(id), caller.actor());
        return ManifestEndpoint.streamed(issuing.ofCohort(cohort, caller.actor(), caller.role()));
    }

    /** Sends its profile. */
    @POST
    @Path("/{id}/profile")
    @Transactional
    @Operation(
            operationId = "sendCohortProfile",
            summary = "Send a cohort's profile",
            description =
                    "Counts per category go to the representativeness service; its reports are shown to the caller.")
    @APIResponse(
            responseCode = "202",
            description = "On its way.",
            content = @Content(schema = @Schema(implementation = SentProfile.class)))
    @APIResponse(responseCode = "400", description = "No Idempotency-Key.")
    @APIResponse(responseCode = "404", description = "Unknown, or another account's.")
    @APIResponse(responseCode = "409", description = "Nobody is in it.")
    public Response profile(@HeaderParam("Idempotency-Key") @Nullable String key, @PathParam("id") UUID id) {
        SentProfile sent = keys.once(
                key,
                "send-cohort-profile",
                new ProfileOf(id),
                SentProfile.class,
                () -> new SentProfile(profiles.send(
                        saving.require(new CohortId(id), caller.actor()), caller.actor(), caller.role())));
        return Response.accepted(sent).build();
    }
}
