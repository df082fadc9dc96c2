package org.tessera.contracts;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;

/** One cohort profile: counts per category at one stage. */
public record ProfileId(@JsonValue UUID value) {
    @JsonCreator
    public ProfileId {}

    /** A fresh one, random. */
    public static ProfileId random() {
        return new ProfileId(UUID.randomUUID());
    }

    /** Reads the canonical text; throws {@link IllegalArgumentException} for anything else. */
    public static ProfileId parse(String text) {
        return new ProfileId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
