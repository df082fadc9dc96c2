package org.tessera.contracts;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;

/** An upload request of the commons (governance.md, Upload request). */
public record UploadRequestId(@JsonValue UUID value) {
    @JsonCreator
    public UploadRequestId {}

    /** A fresh one, random. */
    public static UploadRequestId random() {
        return new UploadRequestId(UUID.randomUUID());
    }

    /** Reads the canonical text; throws {@link IllegalArgumentException} for anything else. */
    public static UploadRequestId parse(String text) {
        return new UploadRequestId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
