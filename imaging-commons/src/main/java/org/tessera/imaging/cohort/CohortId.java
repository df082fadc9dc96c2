package org.tessera.imaging.cohort;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;

/** A saved cohort. */
public record CohortId(@JsonValue UUID value) {
    @JsonCreator
    public CohortId {}

    /** A fresh one, random. */
    public static CohortId random() {
        return new CohortId(UUID.randomUUID());
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
