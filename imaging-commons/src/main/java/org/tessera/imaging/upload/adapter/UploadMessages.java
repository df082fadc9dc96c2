package org.tessera.imaging.upload.adapter;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;
import org.tessera.contracts.UploadDecision;
import org.tessera.imaging.upload.CarryingUploads;
import org.tessera.messaging.MessageHandler;
import org.tessera.messaging.Received;

/** Hears what the enclave says of the tables. */
@ApplicationScoped
public class UploadMessages implements MessageHandler<UploadDecision> {
    private final CarryingUploads carrying;

    UploadMessages(CarryingUploads carrying) {
        this.carrying = carrying;
    }

    @Override
    public Class<UploadDecision> payload() {
        return UploadDecision.class;
    }

    @Override
    public Set<String> channels() {
        return Set.of("enclave.upload-decisions.v1");
    }

    @Override
    public void handle(Received<UploadDecision> message) {
        carrying.told(message.payload());
    }
}
