package org.tessera.messaging;

import org.jspecify.annotations.Nullable;
import org.tessera.contracts.Payload;
import org.tessera.envelope.Actor;

/**
 * A message to be sent.
 *
 * @param channel the topic, one that channels.yaml lets this service write
 * @param key the Kafka key: messages of one key keep their order
 * @param payload the content
 * @param actor the person behind it, null when the service acts by itself
 * @param project the enclave's project it belongs to, if any
 */
public record Outgoing(
        String channel,
        String key,
        Payload payload,
        @Nullable Actor actor,
        @Nullable String project) {
    /** A message that no person caused. */
    public static Outgoing byTheService(String channel, String key, Payload payload) {
        return new Outgoing(channel, key, payload, null, null);
    }
}
