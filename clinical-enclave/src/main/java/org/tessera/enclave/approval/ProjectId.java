package org.tessera.enclave.approval;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;

/** A project: the workspace that an approved data use request opens. */
public record ProjectId(@JsonValue UUID value) {
    @JsonCreator
    public ProjectId {}

    /** A fresh one, random. */
    public static ProjectId random() {
        return new ProjectId(UUID.randomUUID());
    }

    /** Reads the canonical text; throws {@link IllegalArgumentException} for anything else. */
    public static ProjectId parse(String text) {
        UUID value = UUID.fromString(text);
        if (!value.toString().equals(text)) {
            throw new IllegalArgumentException("not the canonical text of a project id");
        }
        return new ProjectId(value);
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
