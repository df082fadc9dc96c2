package org.tessera.messaging;

import org.tessera.envelope.EventId;

/** Messages that leave when, and only when, the caller's transaction commits. */
public interface Outbox {
    /**
     * Signs the message and keeps it, with its ledger entry, in the caller's transaction (which must be there); the
     * relay publishes it afterwards, in order per key. Throws {@link IllegalArgumentException} when the channel is not
     * this service's to write or the payload does not fit its schema: both are mistakes of the programmer.
     */
    EventId send(Outgoing message);
}
