package org.tessera.contracts;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;

/** A feasibility request of the commons (governance.md, Feasibility). */
public record FeasibilityRequestId(@JsonValue UUID value) {
    @JsonCreator
    public FeasibilityRequestId {}

    /** A fresh one, random. */
    public static FeasibilityRequestId random() {
        return new FeasibilityRequestId(UUID.randomUUID());
    }

    /** Reads the canonical text; throws {@link IllegalArgumentException} for anything else. */
    public static FeasibilityRequestId parse(String text) {
        return new FeasibilityRequestId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
