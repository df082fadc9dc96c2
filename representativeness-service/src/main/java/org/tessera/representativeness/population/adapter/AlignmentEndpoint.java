package org.tessera.representativeness.population.adapter;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.tessera.representativeness.population.CategoryAlignment;
import org.tessera.representativeness.population.ReferenceLibrary;
import org.tessera.rest.Page;

/** Category alignments. */
@Path("/alignments")
@RolesAllowed({"registered", "curator"})
@Tag(name = "populations")
public class AlignmentEndpoint {
    private final ReferenceLibrary library;

    AlignmentEndpoint(ReferenceLibrary library) {
        this.library = library;
    }

    /** All category alignments. */
    @GET
    @Operation(summary = "List the category alignments: every spelling that is understood")
    public Page<CategoryAlignment> alignments() {
        return new Page<>(library.alignments(), null);
    }
}
