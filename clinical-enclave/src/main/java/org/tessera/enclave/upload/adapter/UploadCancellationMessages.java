package org.tessera.enclave.upload.adapter;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;
import org.tessera.contracts.UploadCancellation;
import org.tessera.enclave.upload.ReceivingUploads;
import org.tessera.messaging.MessageHandler;
import org.tessera.messaging.Received;

/** Hears of upload requests that are taken back. */
@ApplicationScoped
class UploadCancellationMessages implements MessageHandler<UploadCancellation> {
    private final ReceivingUploads receiving;

    UploadCancellationMessages(ReceivingUploads receiving) {
        this.receiving = receiving;
    }

    @Override
    public Class<UploadCancellation> payload() {
        return UploadCancellation.class;
    }

    @Override
    public Set<String> channels() {
        return Set.of(UploadMessages.CHANNEL);
    }

    @Override
    public void handle(Received<UploadCancellation> message) {
        receiving.cancelled(message.payload().requestId(), message.actor());
    }
}
