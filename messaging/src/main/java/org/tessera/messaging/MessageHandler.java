package org.tessera.messaging;

import java.util.Set;
import org.tessera.contracts.Payload;

/** Handles one kind of message; every bean of this type is found and called by the inbox. */
public interface MessageHandler<P extends Payload> {
    /** The kind of message. */
    Class<P> payload();

    /** The topics it is heard on. */
    Set<String> channels();

    /**
     * Handles it, once, in a transaction that also holds the inbox entry and the ledger entry. Throws
     * {@link Unacceptable} for a message that can never be handled: it goes to quarantine with that reason. Any other
     * exception is taken for an outage: the transaction rolls back and the channel waits and tries again.
     */
    void handle(Received<P> message);
}
