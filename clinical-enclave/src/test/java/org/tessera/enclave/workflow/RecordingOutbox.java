package org.tessera.enclave.workflow;

import java.util.ArrayList;
import java.util.List;
import org.tessera.contracts.Payload;
import org.tessera.envelope.EventId;
import org.tessera.messaging.Outbox;
import org.tessera.messaging.Outgoing;

/** An outbox that remembers. */
public final class RecordingOutbox implements Outbox {
    private final List<Outgoing> sent = new ArrayList<>();

    @Override
    public EventId send(Outgoing message) {
        sent.add(message);
        return EventId.random();
    }

    /** What was sent, in order. */
    public List<Outgoing> sent() {
        return List.copyOf(sent);
    }

    /** Payloads of one kind, in order. */
    public <T extends Payload> List<T> sent(Class<T> kind) {
        return sent.stream()
                .map(Outgoing::payload)
                .filter(kind::isInstance)
                .map(kind::cast)
                .toList();
    }

    /** Forgets. */
    public void clear() {
        sent.clear();
    }
}
