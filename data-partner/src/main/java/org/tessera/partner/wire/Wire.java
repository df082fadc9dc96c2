package org.tessera.partner.wire;

import java.io.IOException;
import org.tessera.envelope.Envelope;

/** Where messages leave the hospital. */
public interface Wire extends AutoCloseable {
    /** Throws when there is no way to a channel, or none for this client. */
    void reach(String channel) throws IOException;

    /** Hands over one message; it may still be on its way. */
    void send(String channel, String key, Envelope envelope, byte[] payload) throws IOException;

    /** Waits until all messages have arrived; throws when one did not. */
    void flush() throws IOException;

    @Override
    void close();
}
