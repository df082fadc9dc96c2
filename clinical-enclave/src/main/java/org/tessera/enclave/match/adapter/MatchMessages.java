package org.tessera.enclave.match.adapter;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;
import org.tessera.contracts.MatchResult;
import org.tessera.enclave.match.ReceivingMatches;
import org.tessera.messaging.MessageHandler;
import org.tessera.messaging.Received;

/** The broker's answers. */
@ApplicationScoped
public class MatchMessages implements MessageHandler<MatchResult> {
    private final ReceivingMatches receiving;

    /** @param receiving the use case */
    public MatchMessages(ReceivingMatches receiving) {
        this.receiving = receiving;
    }

    @Override
    public Class<MatchResult> payload() {
        return MatchResult.class;
    }

    @Override
    public Set<String> channels() {
        return Set.of("broker.match-results.v1");
    }

    @Override
    public void handle(Received<MatchResult> message) {
        receiving.receive(message.payload());
    }
}
