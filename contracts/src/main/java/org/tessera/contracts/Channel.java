package org.tessera.contracts;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One topic and what may cross it, as channels.yaml has it.
 *
 * @param name the topic, "enclave.match-requests.v1"
 * @param says what it is for, a sentence
 * @param writers client ids that may write; "partner-*" stands for every partner
 * @param readers client ids that may read
 * @param messages what it may carry
 * @param key what the Kafka key is, in words
 * @param retention how long Kafka keeps a message
 * @param sealedTo whose key opens the parts: a client id, "request-key", or null where nothing is sealed
 * @param identifiers who a person could be found by in its messages
 */
public record Channel(
        String name,
        String says,
        List<String> writers,
        List<String> readers,
        List<MessageType> messages,
        String key,
        Duration retention,
        @Nullable String sealedTo,
        Identifiers identifiers) {
    /**
     * Kinds of identifiers.
     *
     * @param open in what anybody on the channel can read
     * @param sealed in what only the recipient can open
     */
    public record Identifiers(List<String> open, List<String> sealed) {}

    /** Whether this client may write here. */
    public boolean mayWrite(String clientId) {
        return named(writers, clientId);
    }

    /** Whether this client may read here. */
    public boolean mayRead(String clientId) {
        return named(readers, clientId);
    }

    /** Whether its messages are each about one person, so that who counts them counts persons. */
    public boolean hasOneMessagePerPerson() {
        return messages.contains(MessageType.WITHDRAWAL);
    }

    private static boolean named(List<String> names, String clientId) {
        return names.stream()
                .anyMatch(name -> name.endsWith("*")
                        ? clientId.length() >= name.length()
                                && clientId.startsWith(name.substring(0, name.length() - 1))
                        : name.equals(clientId));
    }
}
