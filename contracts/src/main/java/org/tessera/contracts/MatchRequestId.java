package org.tessera.contracts;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;

/** A match request of the enclave (architecture.md, journey step 5). */
public record MatchRequestId(@JsonValue UUID value) {
    @JsonCreator
    public MatchRequestId {}

    /** A fresh one, random. */
    public static MatchRequestId random() {
        return new MatchRequestId(UUID.randomUUID());
    }

    /** Reads the canonical text; throws {@link IllegalArgumentException} for anything else. */
    public static MatchRequestId parse(String text) {
        return new MatchRequestId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
