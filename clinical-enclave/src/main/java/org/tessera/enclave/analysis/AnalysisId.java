package org.tessera.enclave.analysis;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;

/** One analysis of a project. */
public record AnalysisId(@JsonValue UUID value) {
    @JsonCreator
    public AnalysisId {}

    /** A fresh one, random. */
    public static AnalysisId random() {
        return new AnalysisId(UUID.randomUUID());
    }

    /** Reads the canonical text; throws {@link IllegalArgumentException} for anything else. */
    public static AnalysisId parse(String text) {
        return new AnalysisId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
