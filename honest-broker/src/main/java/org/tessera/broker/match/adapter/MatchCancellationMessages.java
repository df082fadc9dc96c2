package org.tessera.broker.match.adapter;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;
import org.tessera.broker.match.RunningMatches;
import org.tessera.contracts.MatchCancellation;
import org.tessera.messaging.MessageHandler;
import org.tessera.messaging.Received;

/** Hears cancellations of match requests. */
@ApplicationScoped
public class MatchCancellationMessages implements MessageHandler<MatchCancellation> {
    private final RunningMatches matches;

    /** Hands cancellations on. */
    public MatchCancellationMessages(RunningMatches matches) {
        this.matches = matches;
    }

    @Override
    public Class<MatchCancellation> payload() {
        return MatchCancellation.class;
    }

    @Override
    public Set<String> channels() {
        return Set.of("enclave.match-requests.v1");
    }

    @Override
    public void handle(Received<MatchCancellation> message) {
        matches.cancel(message.payload().requestId());
    }
}
