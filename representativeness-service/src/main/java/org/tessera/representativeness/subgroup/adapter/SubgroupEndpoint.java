package org.tessera.representativeness.subgroup.adapter;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.tessera.representativeness.report.adapter.Paging;
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
    @Operation(summary = "How released models perform in subgroups, beside the distances of their cohorts")
    public Page<SideBySide> subgroups(
            @QueryParam("limit") @Nullable Integer limit, @QueryParam("after") @Nullable String after) {
        int size = Paging.of(limit, after).size();
        return Page.of(showing.of(caller.actor().subject(), after, size + 1), size, SideBySide::position);
    }
}
