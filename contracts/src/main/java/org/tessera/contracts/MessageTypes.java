package org.tessera.contracts;

import java.util.Arrays;
import java.util.Optional;

/** Finds the kind of a message by its names. */
public final class MessageTypes {
    private static final String PREFIX = "org.tessera.";

    private MessageTypes() {}

    /** By the CloudEvents {@code type}: "org.tessera.match-request.v1". */
    public static Optional<MessageType> named(String typeName) {
        return Arrays.stream(MessageType.values())
                .filter(type -> type.typeName().equals(typeName))
                .findFirst();
    }

    /** By the short name that channels.yaml uses: "match-request.v1". */
    public static Optional<MessageType> shortNamed(String shortName) {
        return named(PREFIX + shortName);
    }

    /** The short name that channels.yaml uses: "match-request.v1". */
    public static String shortName(MessageType type) {
        return type.typeName().substring(PREFIX.length());
    }

    /** The kind of this content. */
    public static MessageType of(Payload payload) {
        return of(payload.getClass());
    }

    /** The kind whose content is of this class. */
    public static MessageType of(Class<? extends Payload> payload) {
        return Arrays.stream(MessageType.values())
                .filter(type -> type.payload().equals(payload))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no message carries " + payload.getSimpleName()));
    }
}
