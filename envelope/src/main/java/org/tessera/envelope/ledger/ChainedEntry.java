package org.tessera.envelope.ledger;

/**
 * An entry with its place in the chain.
 *
 * @param entry what happened
 * @param previousHash hash of the entry before, {@link LedgerChain#GENESIS} for the first
 * @param hash hash of this one
 */
public record ChainedEntry(LedgerEntry entry, String previousHash, String hash) {}
