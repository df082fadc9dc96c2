package org.tessera.imaging.cohort.adapter;

import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.tessera.imaging.cohort.ProfileReport;
import org.tessera.imaging.cohort.Profiles;
import org.tessera.rest.Caller;
import org.tessera.rest.Page;

/** Reports of the representativeness service, as they were told to the commons. */
@Path("/representativeness-reports")
@Tag(name = "Representativeness", description = "How far cohorts are from reference populations.")
@Produces(MediaType.APPLICATION_JSON)
public class ReportEndpoint {
    private final Profiles profiles;
    private final Caller caller;

    ReportEndpoint(Profiles profiles, Caller caller) {
        this.profiles = profiles;
        this.caller = caller;
    }

    /** Own and public reports. */
    @GET
    @RolesAllowed("registered")
    @Operation(
            operationId = "listRepresentativenessReports",
            summary = "List representativeness reports",
            description = "Of the caller's own cohort profiles and of the whole commons.")
    public Page<ProfileReport> list(
            @QueryParam("limit") @DefaultValue("50") @Min(1) @Max(Page.MAX_LIMIT) int limit,
            @QueryParam("after") @Nullable String after) {
        return Page.of(profiles.reports(caller.actor(), limit + 1, after), limit, ProfileReport::cursor);
    }
}
