package org.tessera.representativeness.subgroup.adapter;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;
import org.tessera.contracts.SubgroupReport;
import org.tessera.messaging.MessageHandler;
import org.tessera.messaging.Received;
import org.tessera.representativeness.subgroup.ShowingSubgroups;

/** Hears the subgroup reports that the enclave releases. */
@ApplicationScoped
public class SubgroupMessages implements MessageHandler<SubgroupReport> {
    private final ShowingSubgroups showing;

    SubgroupMessages(ShowingSubgroups showing) {
        this.showing = showing;
    }

    @Override
    public Class<SubgroupReport> payload() {
        return SubgroupReport.class;
    }

    @Override
    public Set<String> channels() {
        return Set.of(ShowingSubgroups.CHANNEL);
    }

    @Override
    public void handle(Received<SubgroupReport> message) {
        showing.heard(message.payload());
    }
}
