package org.tessera.enclave.upload.adapter;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;
import org.tessera.contracts.UploadRequest;
import org.tessera.enclave.upload.ReceivingUploads;
import org.tessera.messaging.MessageHandler;
import org.tessera.messaging.Received;
import org.tessera.messaging.Unacceptable;

/** Hears of new upload requests. */
@ApplicationScoped
class UploadMessages implements MessageHandler<UploadRequest> {
    /** Where the commons writes. */
    static final String CHANNEL = "commons.upload-requests.v1";

    private final ReceivingUploads receiving;

    UploadMessages(ReceivingUploads receiving) {
        this.receiving = receiving;
    }

    @Override
    public Class<UploadRequest> payload() {
        return UploadRequest.class;
    }

    @Override
    public Set<String> channels() {
        return Set.of(CHANNEL);
    }

    @Override
    public void handle(Received<UploadRequest> message) {
        var actor = message.actor();
        if (actor != null && !actor.subject().equals(message.payload().account())) {
            throw new Unacceptable("account-is-not-the-actor");
        }
        receiving.announced(message.payload(), actor);
    }
}
