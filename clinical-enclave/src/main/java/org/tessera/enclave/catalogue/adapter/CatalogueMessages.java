package org.tessera.enclave.catalogue.adapter;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;
import org.tessera.contracts.CatalogueVersion;
import org.tessera.enclave.catalogue.TakingCatalogues;
import org.tessera.messaging.MessageHandler;
import org.tessera.messaging.Received;

/** Versions of the commons' catalogue. */
@ApplicationScoped
public class CatalogueMessages implements MessageHandler<CatalogueVersion> {
    private final TakingCatalogues taking;

    /** @param taking the use case */
    public CatalogueMessages(TakingCatalogues taking) {
        this.taking = taking;
    }

    @Override
    public Class<CatalogueVersion> payload() {
        return CatalogueVersion.class;
    }

    @Override
    public Set<String> channels() {
        return Set.of("commons.catalogue.v1");
    }

    @Override
    public void handle(Received<CatalogueVersion> message) {
        taking.take(message.payload());
    }
}
