package org.tessera.imaging.catalog.adapter;

import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.tessera.contracts.CatalogueCase;
import org.tessera.imaging.Refusals;
import org.tessera.imaging.catalog.CaseFilter;
import org.tessera.imaging.catalog.CaseFilter.DayRange;
import org.tessera.rest.Page;

/** Cases as they were published, for whoever explores. */
@Path("/cases")
@Tag(name = "Cases", description = "Public cases of the newest catalogue version, in MIDRC's field names.")
@Produces(MediaType.APPLICATION_JSON)
public class CaseEndpoint {
    private final CaseTable cases;

    CaseEndpoint(CaseTable cases) {
        this.cases = cases;
    }

    /** Cases that a filter selects. */
    @GET
    @RolesAllowed({"registered", "curator"})
    @Operation(
            operationId = "listCases",
            summary = "List cases",
            description = "Cases of the newest (or the named) catalogue version, by id. Parameters may be repeated;"
                    + " restrictions on studies must hold for one and the same study.")
    @APIResponse(responseCode = "200", description = "A page of cases.")
    @APIResponse(responseCode = "400", description = "More values of a parameter than 200, or a longer one.")
    @APIResponse(
            responseCode = "422",
            description = "A category that no case has, an empty range of days, or an unknown catalogue version.")
    public Page<CatalogueCase> list(
            @QueryParam("sex") @Size(max = CaseFilter.MOST) List<@Size(max = CaseFilter.LONGEST) String> sex,
            @QueryParam("race") @Size(max = CaseFilter.MOST) List<@Size(max = CaseFilter.LONGEST) String> race,
            @QueryParam("ethnicity") @Size(max = CaseFilter.MOST)
                    List<@Size(max = CaseFilter.LONGEST) String> ethnicity,
            @QueryParam("studyModality") @Size(max = CaseFilter.MOST)
                    List<@Size(max = CaseFilter.LONGEST) String> studyModality,
            @QueryParam("viewPosition") @Size(max = CaseFilter.MOST)
                    List<@Size(max = CaseFilter.LONGEST) String> viewPosition,
            @Parameter(description = "Fewest days from a positive test to the study.")
                    @QueryParam("minDaysAfterPositiveTest")
                    @Nullable
                    Integer minDays,
            @Parameter(description = "Most days from a positive test to the study.")
                    @QueryParam("maxDaysAfterPositiveTest")
                    @Nullable
                    Integer maxDays,
            @QueryParam("site") @Size(max = CaseFilter.MOST) List<@Size(max = CaseFilter.LONGEST) String> site,
            @QueryParam("catalogueVersion") @Nullable @Size(max = 100) String catalogueVersion,
            @QueryParam("limit") @DefaultValue("50") @Min(1) @Max(Page.MAX_LIMIT) int limit,
            @QueryParam("after") @DefaultValue("") String after) {
        DayRange days = minDays == null && maxDays == null ? null : new DayRange(minDays, maxDays);
        CaseFilter filter = new CaseFilter(sex, race, ethnicity, studyModality, viewPosition, days, site);
        filter.requireSatisfiable();
        List<CatalogueCase> found = cases.list(catalogueVersion, filter, limit + 1, after);
        return Page.of(found, limit, last -> last.submitterId().value());
    }

    /** One case. */
    @GET
    @Path("/{submitter_id}")
    @RolesAllowed({"registered", "curator"})
    @Operation(
            operationId = "getCase",
            summary = "Show a case",
            description = "As the newest catalogue version has it. Withdrawn and unknown are not found, alike.")
    @APIResponse(responseCode = "404", description = "Unknown, unpublished or withdrawn.")
    @APIResponseSchema(value = CatalogueCase.class, responseCode = "200", responseDescription = "The case.")
    public CatalogueCase show(@PathParam("submitter_id") String submitterId) {
        return cases.find(submitterId).orElseThrow(Refusals::notFound);
    }
}
