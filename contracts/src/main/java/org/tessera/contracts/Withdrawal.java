package org.tessera.contracts;

/**
 * An opt-out: one reference of one domain. Batches are shuffled and delayed by the partner, so that the two of a person cannot be paired.
 *
 * @param domain whose reference it is
 * @param reference a commons subject id or an enclaveRef
 */
public record Withdrawal(Domain domain, String reference) implements Payload {}
