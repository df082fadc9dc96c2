package org.tessera.contracts;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;

/** One large content that travels in parts; also the Kafka key of its parts and of the message that ends it, so that they keep their order. */
public record TransferId(@JsonValue UUID value) {
    @JsonCreator
    public TransferId {}

    /** A fresh one, random. */
    public static TransferId random() {
        return new TransferId(UUID.randomUUID());
    }

    /** Reads the canonical text; throws {@link IllegalArgumentException} for anything else. */
    public static TransferId parse(String text) {
        return new TransferId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
