package org.tessera.envelope;

/**
 * The person a domain vouches for as the cause of a message.
 *
 * @param subject the {@code sub} of her account
 * @param realm the realm of that account: "commons", "enclave" or "broker"
 */
public record Actor(String subject, String realm) {}
