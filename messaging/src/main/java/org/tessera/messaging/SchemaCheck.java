package org.tessera.messaging;

import jakarta.inject.Singleton;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.tessera.contracts.ContractJson;
import org.tessera.contracts.MessageType;
import org.tessera.contracts.Schemas;

/** Holds a payload against the JSON Schema of its kind: at the writer and at the reader. */
@Singleton
public final class SchemaCheck {
    /** What does not fit, in the schema's words alone; empty when the payload is good. */
    public Optional<String> violation(MessageType type, byte[] payload) {
        try {
            List<String> places = Schemas.check(type, ContractJson.tree(payload));
            return places.isEmpty() ? Optional.empty() : Optional.of(String.join(", ", places));
        } catch (IOException e) {
            return Optional.of("not JSON");
        }
    }
}
