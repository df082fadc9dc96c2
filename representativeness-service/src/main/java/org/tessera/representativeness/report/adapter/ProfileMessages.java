package org.tessera.representativeness.report.adapter;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;
import org.tessera.contracts.CohortProfile;
import org.tessera.messaging.MessageHandler;
import org.tessera.messaging.Received;
import org.tessera.representativeness.report.Origin;
import org.tessera.representativeness.report.Reporting;

/** Hears the profiles of both domains. */
@ApplicationScoped
public class ProfileMessages implements MessageHandler<CohortProfile> {
    private final Reporting reporting;

    ProfileMessages(Reporting reporting) {
        this.reporting = reporting;
    }

    @Override
    public Class<CohortProfile> payload() {
        return CohortProfile.class;
    }

    @Override
    public Set<String> channels() {
        return Set.of(Origin.COMMONS.profiles(), Origin.ENCLAVE.profiles());
    }

    @Override
    public void handle(Received<CohortProfile> message) {
        reporting.reportOn(message.payload(), Origin.ofChannel(message.channel()));
    }
}
