package org.tessera.contracts;

/**
 * The enclave no longer wants the result of a match request.
 *
 * @param requestId the request
 */
public record MatchCancellation(MatchRequestId requestId) implements Payload {}
