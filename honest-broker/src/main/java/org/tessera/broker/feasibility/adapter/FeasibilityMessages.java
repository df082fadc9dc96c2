package org.tessera.broker.feasibility.adapter;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;
import org.tessera.broker.feasibility.AnsweringRequests;
import org.tessera.contracts.FeasibilityRequest;
import org.tessera.messaging.MessageHandler;
import org.tessera.messaging.Received;
import org.tessera.messaging.Traces;

/** Hears feasibility requests. */
@ApplicationScoped
public class FeasibilityMessages implements MessageHandler<FeasibilityRequest> {
    private final AnsweringRequests answering;
    private final Traces traces;

    /** Hands requests on. */
    public FeasibilityMessages(AnsweringRequests answering, Traces traces) {
        this.answering = answering;
        this.traces = traces;
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
        // The request came under its transfer's key; its answer leaves later, under its own.
        traces.keep(message.payload().requestId().toString());
    }
}
