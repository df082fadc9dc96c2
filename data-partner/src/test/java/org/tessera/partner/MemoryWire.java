package org.tessera.partner;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.tessera.envelope.Envelope;
import org.tessera.partner.wire.Wire;

/** Keeps what was sent. */
@SuppressWarnings("ArrayRecordComponent")
public final class MemoryWire implements Wire {
    /** One message. */
    public record Message(String channel, String key, Envelope envelope, byte[] payload) {}

    private final List<Message> messages = new ArrayList<>();
    private boolean flushed;

    /** What was sent, in order. */
    public List<Message> messages() {
        return messages;
    }

    /** Whether the sender waited for the arrival of everything it sent. */
    public boolean flushed() {
        return flushed;
    }

    @Override
    public void reach(String channel) {}

    @Override
    public void send(String channel, String key, Envelope envelope, byte[] payload) throws IOException {
        messages.add(new Message(channel, key, envelope, payload));
        flushed = false;
    }

    @Override
    public void flush() {
        flushed = true;
    }

    @Override
    public void close() {}
}
