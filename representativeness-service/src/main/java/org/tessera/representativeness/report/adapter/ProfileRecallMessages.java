package org.tessera.representativeness.report.adapter;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;
import org.tessera.contracts.ProfileId;
import org.tessera.contracts.ReleaseRecall;
import org.tessera.messaging.MessageHandler;
import org.tessera.messaging.QuarantinedContents;
import org.tessera.messaging.Received;
import org.tessera.representativeness.report.Origin;
import org.tessera.representativeness.report.Reporting;

/** Hears which of its profiles the enclave takes back. */
@ApplicationScoped
public class ProfileRecallMessages implements MessageHandler<ReleaseRecall> {
    private final Reporting reporting;
    private final QuarantinedContents quarantine;

    ProfileRecallMessages(Reporting reporting, QuarantinedContents quarantine) {
        this.reporting = reporting;
        this.quarantine = quarantine;
    }

    @Override
    public Class<ReleaseRecall> payload() {
        return ReleaseRecall.class;
    }

    @Override
    public Set<String> channels() {
        return Set.of(Origin.ENCLAVE.profiles());
    }

    @Override
    public void handle(Received<ReleaseRecall> message) {
        reporting.recalled(new ProfileId(message.payload().releasedId()));
        quarantine.forget(message.channel(), message.payload().releasedId().toString());
    }
}
