package org.tessera.rest;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response.Status;
import jakarta.ws.rs.core.StreamingOutput;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.tessera.contracts.LedgerHead;
import org.tessera.messaging.LedgerExport;

/** The domain's ledger for its auditor. */
@Path("/ledger")
@RolesAllowed("auditor")
public final class LedgerEndpoint {
    private final LedgerExport ledger;

    LedgerEndpoint(LedgerExport ledger) {
        this.ledger = ledger;
    }

    /** The chain, one JSON line per entry, the kept heads of the counterparts and its own; one that begins later has its last head only. */
    @GET
    @Produces("application/x-ndjson")
    @Operation(
            operationId = "exportLedger",
            summary = "The chained ledger, one JSON line per entry, the counterparts' heads and its own signed ones")
    @APIResponse(
            responseCode = "200",
            description = "lines as the command `ledger verify` reads them",
            content =
                    @Content(
                            mediaType = "application/x-ndjson",
                            schema =
                                    @Schema(
                                            type =
                                                    org.eclipse.microprofile.openapi.annotations.enums.SchemaType
                                                            .STRING)))
    public StreamingOutput export(@QueryParam("after") @DefaultValue("0") long after) {
        return out -> ledger.write(after, out);
    }

    /** The last signed head; 404 while nothing was sealed. */
    @GET
    @Path("/head")
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(operationId = "getLedgerHead", summary = "The last signed head of the ledger")
    @APIResponse(
            responseCode = "200",
            description = "The head",
            content = @Content(schema = @Schema(implementation = LedgerHead.class)))
    @APIResponse(responseCode = "404", description = "Nothing was sealed yet")
    public LedgerHead head() {
        return ledger.head()
                .orElseThrow(() -> Problems.of(Status.NOT_FOUND, "ledger-empty", "Nothing was sealed yet."));
    }
}
