package org.tessera.representativeness.population.adapter;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.tessera.representativeness.population.CategoryAlignment;
import org.tessera.representativeness.population.ReferenceLibrary;
import org.tessera.representativeness.population.References;
import org.tessera.rest.Caller;
import org.tessera.rest.Page;

/** Reference populations and category alignments. */
@Path("/")
@RolesAllowed({"registered", "curator"})
@Tag(name = "populations")
public class PopulationEndpoint {
    private final References references;
    private final ReferenceLibrary library;
    private final Caller caller;

    PopulationEndpoint(References references, ReferenceLibrary library, Caller caller) {
        this.references = references;
        this.library = library;
        this.caller = caller;
    }

    /** All reference populations with their provenance. */
    @GET
    @Path("references")
    @Operation(summary = "List the reference populations with their provenance and newest numbers")
    public Page<ReferenceSummary> references() {
        List<ReferenceSummary> all = references.visibleTo(caller.actor().subject()).stream()
                .map(ReferenceSummary::of)
                .toList();
        return new Page<>(all, null);
    }

    /** One reference population with all its dates. */
    @GET
    @Path("references/{name}")
    @Operation(summary = "The newest version of a reference population, with all its dates")
    public ReferenceAnswer reference(@PathParam("name") String name) {
        return references
                .find(name, caller.actor().subject())
                .map(ReferenceAnswer::of)
                .orElseThrow(NotFoundException::new);
    }

    /** One version of a reference population. */
    @GET
    @Path("references/{name}/{version}")
    @Operation(summary = "One version of a reference population, with all its dates")
    public ReferenceAnswer version(@PathParam("name") String name, @PathParam("version") String version) {
        return reference(name + "/" + version);
    }

    /** All category alignments. */
    @GET
    @Path("alignments")
    @Operation(summary = "List the category alignments: every spelling that is understood")
    public Page<CategoryAlignment> alignments() {
        return new Page<>(library.alignments(), null);
    }
}
