package org.tessera.envelope;

import java.util.UUID;

/** Identity of one message: what makes it handled once. */
public record EventId(UUID value) {
    /** A fresh one, random. */
    public static EventId random() {
        return new EventId(UUID.randomUUID());
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
