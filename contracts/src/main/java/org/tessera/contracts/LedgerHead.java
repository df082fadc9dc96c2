package org.tessera.contracts;

import java.time.Instant;

/**
 * Signed head of a domain's ledger; its counterparts keep it, so that a rewritten history shows.
 *
 * @param domain the client id of the ledger's owner
 * @param sequence sequence of the last entry, from 1
 * @param hash hex chain hash of that entry
 * @param sealedAt when it was sealed
 * @param jws compact JWS of the owner over the four fields before
 */
public record LedgerHead(String domain, long sequence, String hash, Instant sealedAt, String jws) implements Payload {}
