package org.tessera.imaging.upload.adapter;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.tessera.envelope.Keys;
import org.tessera.imaging.Refusals;
import org.tessera.messaging.ServiceKeys;

/** Public keys that a researcher seals to. */
@Path("/sealing-keys")
@Tag(name = "Uploads", description = "Sealed tables for the enclave, which the commons carries unread.")
@Produces(MediaType.APPLICATION_JSON)
public class SealingKeyEndpoint {
    private static final String ENCLAVE = "clinical-enclave";

    private final ServiceKeys keys;

    SealingKeyEndpoint(ServiceKeys keys) {
        this.keys = keys;
    }

    /** The enclave's public sealing key. */
    @GET
    @Path("/{client}")
    @RolesAllowed("registered")
    @Operation(
            operationId = "getSealingKey",
            summary = "Show a public sealing key",
            description = "The JWK (P-256, use enc) that tables for the enclave are sealed to; the only client is"
                    + " clinical-enclave.")
    public Map<String, Object> key(@PathParam("client") String client) {
        if (!client.equals(ENCLAVE)) {
            throw Refusals.notFound();
        }
        return Keys.publicJwk(keys.sealingKeyOf(ENCLAVE), ENCLAVE, "enc");
    }
}
