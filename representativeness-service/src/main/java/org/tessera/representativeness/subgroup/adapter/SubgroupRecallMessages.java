package org.tessera.representativeness.subgroup.adapter;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;
import org.tessera.contracts.ReleaseRecall;
import org.tessera.contracts.SubgroupReportId;
import org.tessera.messaging.MessageHandler;
import org.tessera.messaging.QuarantinedContents;
import org.tessera.messaging.Received;
import org.tessera.representativeness.subgroup.ShowingSubgroups;

/** Hears which of its subgroup reports the enclave takes back. */
@ApplicationScoped
public class SubgroupRecallMessages implements MessageHandler<ReleaseRecall> {
    private final ShowingSubgroups showing;
    private final QuarantinedContents quarantine;

    SubgroupRecallMessages(ShowingSubgroups showing, QuarantinedContents quarantine) {
        this.showing = showing;
        this.quarantine = quarantine;
    }

    @Override
    public Class<ReleaseRecall> payload() {
        return ReleaseRecall.class;
    }

    @Override
    public Set<String> channels() {
        return Set.of(ShowingSubgroups.CHANNEL);
    }

    @Override
    public void handle(Received<ReleaseRecall> message) {
        showing.recalled(new SubgroupReportId(message.payload().releasedId()));
        quarantine.forget(message.channel(), message.payload().releasedId().toString());
    }
}
