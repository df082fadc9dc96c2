package org.tessera.broker.match.adapter;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;
import org.tessera.broker.match.RunningMatches;
import org.tessera.contracts.MatchRequest;
import org.tessera.messaging.MessageHandler;
import org.tessera.messaging.Received;

/** Hears match requests. */
@ApplicationScoped
public class MatchRequestMessages implements MessageHandler<MatchRequest> {
    private final RunningMatches matches;

    /** Hands requests on. */
    public MatchRequestMessages(RunningMatches matches) {
        this.matches = matches;
    }

    @Override
    public Class<MatchRequest> payload() {
        return MatchRequest.class;
    }

    @Override
    public Set<String> channels() {
        return Set.of("enclave.match-requests.v1");
    }

    @Override
    public void handle(Received<MatchRequest> message) {
        matches.receive(message);
    }
}
