package org.tessera.representativeness.subgroup.adapter;

import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.tessera.representativeness.subgroup.ShowingSubgroups;
import org.tessera.representativeness.subgroup.ShowingSubgroups.SideBySide;
import org.tessera.rest.Caller;
import org.tessera.rest.Page;

/** Subgroup performance beside representativeness, for the account that a release names. */
@Path("/subgroup-reports")
@RolesAllowed("registered")
@Tag(name = "subgroups")
public class SubgroupEndpoint {
    private final ShowingSubgroups showing;
    private final Caller caller;

    SubgroupEndpoint(ShowingSubgroups showing, Caller caller) {
        this.showing = showing;
        this.caller = caller;
    }

    /** The caller's own. */
    @GET
    @Operation(
            operationId = "listSubgroupReports",
            summary = "How released models perform in subgroups, beside the distances of their cohorts")
    public Page<SideBySide> subgroups(
            @QueryParam("limit") @DefaultValue("50") @Min(1) @Max(Page.MAX_LIMIT) int limit,
            @QueryParam("after") @DefaultValue("0") long after) {
        return Page.of(showing.of(caller.actor().subject(), after, limit + 1), limit, SideBySide::position);
    }
}
