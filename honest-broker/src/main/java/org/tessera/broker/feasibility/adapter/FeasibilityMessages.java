package org.tessera.broker.feasibility.adapter;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;
import org.tessera.broker.feasibility.AnsweringRequests;
import org.tessera.contracts.FeasibilityRequest;
import org.tessera.messaging.MessageHandler;
import org.tessera.messaging.Received;

/** Hears feasibility requests. */
@ApplicationScoped
public class FeasibilityMessages implements MessageHandler<FeasibilityRequest> {
    private final AnsweringRequests answering;

    /** Hands requests on. */
    public FeasibilityMessages(AnsweringRequests answering) {
        this.answering = answering;
    }

    @Override
    public Class<FeasibilityRequest> payload() {
        return FeasibilityRequest.class;
    }

    @Override
    public Set<String> channels() {
        return Set.of("commons.feasibility-requests.v1");
    }

    @Override
    public void handle(Received<FeasibilityRequest> message) {
        answering.receive(message.payload());
    }
}
