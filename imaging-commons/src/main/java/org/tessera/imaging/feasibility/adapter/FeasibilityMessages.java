package org.tessera.imaging.feasibility.adapter;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;
import org.tessera.contracts.FeasibilityResult;
import org.tessera.imaging.feasibility.EndingInquiries;
import org.tessera.messaging.MessageHandler;
import org.tessera.messaging.Received;

/** Hears the broker's answers. */
@ApplicationScoped
public class FeasibilityMessages implements MessageHandler<FeasibilityResult> {
    private final EndingInquiries ending;

    FeasibilityMessages(EndingInquiries ending) {
        this.ending = ending;
    }

    @Override
    public Class<FeasibilityResult> payload() {
        return FeasibilityResult.class;
    }

    @Override
    public Set<String> channels() {
        return Set.of("broker.feasibility-results.v1");
    }

    @Override
    public void handle(Received<FeasibilityResult> message) {
        ending.told(message.payload());
    }
}
