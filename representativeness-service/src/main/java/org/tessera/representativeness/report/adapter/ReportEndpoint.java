package org.tessera.representativeness.report.adapter;

import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.tessera.representativeness.report.Profiles;
import org.tessera.representativeness.report.Reports;
import org.tessera.rest.Caller;
import org.tessera.rest.Page;

/** The commons' cohorts: their profiles and the reports on them. */
@Path("/")
@RolesAllowed("registered")
@Tag(name = "reports")
public class ReportEndpoint {
    private final Reports reports;
    private final Profiles profiles;
    private final Caller caller;

    ReportEndpoint(Reports reports, Profiles profiles, Caller caller) {
        this.reports = reports;
        this.profiles = profiles;
        this.caller = caller;
    }

    /** Reports on public profiles of the commons and on the caller's own. */
    @GET
    @Path("reports")
    @Operation(operationId = "listReports", summary = "Reports on the commons' profiles that the caller may read")
    public Page<Reports.KeptReport> reports(
            @QueryParam("limit") @DefaultValue("50") @Min(1) @Max(Page.MAX_LIMIT) int limit,
            @QueryParam("after") @DefaultValue("0") long after) {
        return Page.of(
                reports.ofTheCommons(caller.actor().subject(), after, limit + 1), limit, Reports.KeptReport::position);
    }

    /** Public profiles of the commons and the caller's own, with their counts. */
    @GET
    @Path("profiles")
    @Operation(
            operationId = "listProfiles",
            summary = "The commons' profiles that the caller may read, with their counts")
    public Page<Profiles.KeptProfile> profiles(
            @QueryParam("limit") @DefaultValue("50") @Min(1) @Max(Page.MAX_LIMIT) int limit,
            @QueryParam("after") @DefaultValue("0") long after) {
        return Page.of(
                profiles.readableBy(caller.actor().subject(), after, limit + 1), limit, Profiles.KeptProfile::position);
    }
}
