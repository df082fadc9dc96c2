package org.tessera.broker.match;

import org.tessera.contracts.MatchRequestId;

/**
 * A match request waits to be run, once the transaction has committed.
 *
 * @param request which
 */
public record MatchAwaited(MatchRequestId request) {}
