package org.tessera.broker.tokens;

import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.tessera.broker.linkage.TokenTable;
import org.tessera.contracts.Domain;
import org.tessera.contracts.TokenBatch;
import org.tessera.contracts.TokenRecord;

/** The broker's store of tokens. Withdrawn references are never given out. */
public interface Holdings {
    /**
     * Stores a batch; what the partner said before about the references in it is replaced, what it said later stays.
     * Returns how many there were.
     *
     * @param sentAt when the partner sent the batch, by the partner's own clock
     */
    long store(TokenBatch batch, Instant sentAt, Iterator<TokenRecord> records);

    /** What is held of a release, if anything. */
    Optional<Holding> find(Domain domain, String release);

    /** Everything held, by domain and release. */
    List<Holding> all();

    /** The release of a domain that a batch came for last. */
    Optional<Holding> latest(Domain domain);

    /** The decrypted tokens of a release. */
    TokenTable load(Domain domain, String release);
}
