package org.tessera.broker.feasibility.adapter;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;
import org.tessera.broker.feasibility.AnsweringRequests;
import org.tessera.contracts.FeasibilityRequest;
import org.tessera.messaging.MessageHandler;
import org.tessera.messaging.Received;
import org.tessera.messaging.Traces;
import org.tessera.messaging.inbox.HearingAgain;

/** Hears feasibility requests. */
@ApplicationScoped
public class FeasibilityMessages implements MessageHandler<FeasibilityRequest> {
    private final AnsweringRequests answering;
    private final HearingAgain hearing;
    private final Traces traces;

    /** Hands requests on. */
    public FeasibilityMessages(AnsweringRequests answering, HearingAgain hearing, Traces traces) {
        this.answering = answering;
        this.hearing = hearing;
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
        // In this transaction the message counts as heard already, and may be the last one that is heard again.
        boolean heardAgain = QuarkusTransaction.suspendingExisting().call(hearing::nowOrPerhaps);
        answering.receive(message.payload(), heardAgain);
        // The request came under its transfer's key; its answer leaves later, under its own.
        traces.keep(message.payload().requestId().toString());
    }
}
