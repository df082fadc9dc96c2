package org.tessera.contracts;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;

/** One batch of tokens of one partner. */
public record BatchId(@JsonValue UUID value) {
    @JsonCreator
    public BatchId {}

    /** A fresh one, random. */
    public static BatchId random() {
        return new BatchId(UUID.randomUUID());
    }

    /** Reads the canonical text; throws {@link IllegalArgumentException} for anything else. */
    public static BatchId parse(String text) {
        return new BatchId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
