package org.tessera.messaging;

import jakarta.inject.Singleton;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Who this service is in the mesh. */
@Singleton
public final class Identity {
    private final String clientId;

    /** @param clientId its client in the realm {@code mesh}: {@code TESSERA_CLIENT_ID} */
    public Identity(@ConfigProperty(name = "tessera.client-id") String clientId) {
        this.clientId = clientId;
    }

    /** For example "honest-broker". */
    public String clientId() {
        return clientId;
    }
}
