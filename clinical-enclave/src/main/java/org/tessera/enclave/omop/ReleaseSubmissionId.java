package org.tessera.enclave.omop;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;

/** One load of a partner's bundle. */
public record ReleaseSubmissionId(@JsonValue UUID value) {
    @JsonCreator
    public ReleaseSubmissionId {}

    /** A fresh one, random. */
    public static ReleaseSubmissionId random() {
        return new ReleaseSubmissionId(UUID.randomUUID());
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
