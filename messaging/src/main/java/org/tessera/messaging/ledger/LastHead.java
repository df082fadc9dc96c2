package org.tessera.messaging.ledger;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.tessera.contracts.LedgerHead;
import org.tessera.envelope.ledger.ChainedEntry;
import org.tessera.envelope.ledger.LedgerChain;
import org.tessera.envelope.ledger.LedgerHeads;
import org.tessera.messaging.ServiceKeys;

/**
 * Whether the last signed head still stands: this service signed it, the entry below it is the one that it was signed for, and
 * no later one was there before. Who may write to the database and has no key could give the past another wording and wait
 * for the service to sign it.
 */
@Singleton
final class LastHead {
    private static final Logger LOG = Logger.getLogger(LastHead.class);

    private final Chain chain;
    private final ServiceKeys keys;
    private long seen;
    private volatile @Nullable String wrong;

    LastHead(Chain chain, ServiceKeys keys, MeterRegistry metrics) {
        this.chain = chain;
        this.keys = keys;
        Gauge.builder("tessera.ledger.signing.refused", () -> wrong == null ? 0 : 1)
                .description("1 while no head is signed, for the last one does not stand")
                .register(metrics);
    }

    /** Whether another head may follow this one, the last that the database has; why not is told in the log, once. */
    synchronized boolean stands(Optional<LedgerHead> last) {
        String found = wrong(last);
        if (found != null && !Objects.equals(found, wrong)) {
            LOG.errorf("no ledger head is signed any more: %s", found);
        } else if (found == null && wrong != null) {
            LOG.info("ledger heads are signed again");
        }
        wrong = found;
        return found == null;
    }

    private @Nullable String wrong(Optional<LedgerHead> last) {
        long sequence = last.map(LedgerHead::sequence).orElse(0L);
        if (sequence < seen) {
            return "head " + seen + " was there and is not; a database that was put back wants a restart";
        }
        if (last.isPresent()) {
            try {
                if (!LedgerHeads.verify(last.get(), keys.ownPublicSigningKeys())) {
                    return "head " + sequence + " is not signed with a key of this service";
                }
            } catch (IllegalStateException e) {
                // Entries go on to be sealed.
                return "the service's own public keys cannot be read";
            }
        }
        if (last.isPresent() && !isOfTheChain(last.get())) {
            return "head " + sequence + " was signed for another entry than the ledger has";
        }
        seen = sequence;
        return null;
    }

    private boolean isOfTheChain(LedgerHead head) {
        List<ChainedEntry> entry = chain.after(head.sequence() - 1, 1);
        return !entry.isEmpty()
                && head.hash().equals(entry.getFirst().hash())
                && head.hash()
                        .equals(LedgerChain.hash(
                                entry.getFirst().previousHash(),
                                entry.getFirst().entry()));
    }
}
