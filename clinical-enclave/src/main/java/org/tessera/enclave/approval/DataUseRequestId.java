package org.tessera.enclave.approval;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;

/** A data use request. */
public record DataUseRequestId(@JsonValue UUID value) {
    @JsonCreator
    public DataUseRequestId {}

    /** A fresh one, random. */
    public static DataUseRequestId random() {
        return new DataUseRequestId(UUID.randomUUID());
    }

    /** Reads the canonical text; throws {@link IllegalArgumentException} for anything else. */
    public static DataUseRequestId parse(String text) {
        return new DataUseRequestId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
