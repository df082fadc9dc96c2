package org.tessera.testkit;

import org.tessera.contracts.Payload;
import org.tessera.envelope.Envelope;

/**
 * A message as it stands in a topic, with a good signature.
 *
 * @param key its Kafka key
 * @param envelope its headers
 * @param payload its content
 */
public record Crossed<P extends Payload>(String key, Envelope envelope, P payload) {}
