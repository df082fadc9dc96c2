package org.tessera.enclave.catalogue.adapter;

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
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.tessera.enclave.catalogue.CatalogueVersions;
import org.tessera.enclave.catalogue.TakenVersion;
import org.tessera.rest.Page;

/** Which versions of the commons' catalogue the enclave knows. */
@Path("/catalogue-versions")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Catalogue", description = "The commons' public catalogue as the enclave took it in.")
public class CatalogueEndpoint {
    private final CatalogueVersions versions;

    /** @param versions what was taken in */
    public CatalogueEndpoint(CatalogueVersions versions) {
        this.versions = versions;
    }

    /** Lists versions. */
    @GET
    @RolesAllowed({"researcher", "committee", "output-checker", "steward", "administrator", "auditor"})
    @Operation(
            operationId = "listCatalogueVersions",
            summary = "List catalogue versions",
            description = "Newest publication first.")
    public Page<TakenVersion> list(
            @QueryParam("limit") @DefaultValue("50") @Min(1) @Max(Page.MAX_LIMIT) int limit,
            @Parameter(description = "Value of next of the page before") @QueryParam("after") @DefaultValue("")
                    String after) {
        return versions.list(limit, after);
    }
}
