package org.tessera.representativeness.report.adapter;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response.Status;
import java.util.List;
import java.util.Objects;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.tessera.representativeness.population.CategoryAlignment;
import org.tessera.representativeness.population.ReferenceLibrary;
import org.tessera.representativeness.population.ReferencePopulation;
import org.tessera.representativeness.population.UnmappedCategories;
import org.tessera.representativeness.report.Reports;
import org.tessera.rest.Caller;
import org.tessera.rest.Page;
import org.tessera.rest.Problems;

/** References, alignments, distances of counts that a caller brings, and reports on the commons' cohorts. */
@Path("/")
@RolesAllowed("registered")
@Tag(name = "representativeness")
public class ReportEndpoint {
    private static final int LARGEST_PAGE = 200;

    private final ReferenceLibrary library;
    private final Reports reports;
    private final Caller caller;

    ReportEndpoint(ReferenceLibrary library, Reports reports, Caller caller) {
        this.library = library;
        this.reports = reports;
        this.caller = caller;
    }

    /** All reference populations with their provenance. */
    @GET
    @Path("references")
    @Operation(summary = "List the reference populations with their provenance")
    public Page<ReferencePopulation> references() {
        return new Page<>(library.references(), null);
    }

    /** One reference population. */
    @GET
    @Path("references/{name}")
    @Operation(summary = "One reference population")
    public ReferencePopulation reference(@PathParam("name") String name) {
        return library.reference(name).orElseThrow(NotFoundException::new);
    }

    /** All category alignments. */
    @GET
    @Path("alignments")
    @Operation(summary = "List the category alignments: every spelling that is understood")
    public Page<CategoryAlignment> alignments() {
        return new Page<>(library.alignments(), null);
    }

    /** Distance of counts that the caller brings; nothing is kept. */
    @POST
    @Path("distances")
    @Operation(summary = "Distance of counts per category from a reference population; nothing is kept")
    public DistanceAnswer distance(DistanceQuestion question) {
        try {
            return question.answer(library);
        } catch (UnmappedCategories e) {
            throw Problems.of(
                    Status.BAD_REQUEST,
                    "category-unmapped",
                    Objects.toString(e.getMessage(), "a category is not named"));
        } catch (IllegalArgumentException e) {
            throw Problems.of(
                    Status.BAD_REQUEST,
                    "counts-unusable",
                    Objects.toString(e.getMessage(), "the counts cannot be used"));
        }
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
