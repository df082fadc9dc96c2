package org.tessera.enclave.download.adapter;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.tessera.contracts.RepresentativenessReport.Distance;
import org.tessera.enclave.approval.adapter.TokenOfCaller;
import org.tessera.enclave.download.HearingReports;
import org.tessera.enclave.download.ReleasedProfiles;
import org.tessera.rest.Page;

/** Reports about released cohort profiles over HTTP. */
@Path("/representativeness-reports")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed("researcher")
@Tag(name = "Representativeness", description = "How far released cohorts are from reference populations.")
public class ReportEndpoint {
    private final HearingReports hearing;
    private final TokenOfCaller token;

    ReportEndpoint(HearingReports hearing, TokenOfCaller token) {
        this.hearing = hearing;
        this.token = token;
    }

    /**
     * A report.
     *
     * @param distances one per attribute and treatment of missing; an interval when the profile has suppressed cells; each
     *     with what it was computed from
     */
    record ReportView(
            UUID project,
            UUID profileId,
            String stage,
            String label,
            String reference,
            String alignment,
            List<Distance> distances) {
        static ReportView of(ReleasedProfiles.Told told) {
            var report = told.report();
            return new ReportView(
                    told.project().value(),
                    report.profileId().value(),
                    told.stage(),
                    told.label(),
                    report.reference(),
                    report.alignment(),
                    report.distances());
        }
    }

    @GET
    @Operation(
            operationId = "listRepresentativenessReports",
            summary = "List the reports about my projects",
            description = "All of them on one page: there are a few per released profile.")
    public Page<ReportView> list() {
        return new Page<>(
                hearing.of(token.acting().account()).stream()
                        .map(ReportView::of)
                        .toList(),
                null);
    }
}
