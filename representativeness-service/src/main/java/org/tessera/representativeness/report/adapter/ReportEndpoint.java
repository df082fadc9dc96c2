package org.tessera.representativeness.report.adapter;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response.Status;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.tessera.representativeness.report.Reports;
import org.tessera.rest.Caller;
import org.tessera.rest.Page;
import org.tessera.rest.Problems;

/** Reports on the commons' cohorts. */
@Path("/")
@RolesAllowed("registered")
@Tag(name = "reports")
public class ReportEndpoint {
    private static final int LARGEST_PAGE = 200;

    private final Reports reports;
    private final Caller caller;

    ReportEndpoint(Reports reports, Caller caller) {
        this.reports = reports;
        this.caller = caller;
    }

    /** Reports on public profiles of the commons and on the caller's own. */
    @GET
    @Path("reports")
    @Operation(summary = "Reports on the commons' profiles that the caller may read")
    public Page<Reports.Kept> reports(
            @QueryParam("limit") @Nullable Integer limit, @QueryParam("after") @Nullable String after) {
        int size = limit == null ? 50 : limit;
        if (size < 1 || size > LARGEST_PAGE || (after != null && !after.matches("[0-9]{1,18}"))) {
            throw Problems.of(
                    Status.BAD_REQUEST, "page-unusable", "limit is 1..200 and after comes from a page before");
        }
        List<Reports.Kept> items = reports.ofTheCommons(caller.actor().subject(), after, size);
        return new Page<>(items, items.size() == size ? items.getLast().position() : null);
    }
}
