package org.tessera.enclave.alignment;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;

/** One alignment of a project. */
public record AlignmentId(@JsonValue UUID value) {
    @JsonCreator
    public AlignmentId {}

    /** A fresh one, random. */
    public static AlignmentId random() {
        return new AlignmentId(UUID.randomUUID());
    }

    /** Reads the canonical text; throws {@link IllegalArgumentException} for anything else. */
    public static AlignmentId parse(String text) {
        return new AlignmentId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
