package org.tessera.broker.tokens;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.tessera.contracts.CommonsSubjectId;
import org.tessera.contracts.Domain;
import org.tessera.contracts.EnclaveRef;
import org.tessera.contracts.PackedTokens;
import org.tessera.contracts.TokenBatch;
import org.tessera.contracts.TokenRecord;
import org.tessera.contracts.TokenRule;
import org.tessera.messaging.IncomingTransfers;
import org.tessera.messaging.IncompleteTransfer;
import org.tessera.messaging.Ledger;
import org.tessera.messaging.Received;
import org.tessera.messaging.ServiceKeys;
import org.tessera.messaging.Unacceptable;

/** Opens a partner's sealed batch and stores it, all or nothing, in the inbox's transaction. */
@ApplicationScoped
public class TakingTokens {
    private final IncomingTransfers transfers;
    private final ServiceKeys keys;
    private final Holdings holdings;
    private final Ledger ledger;
    private final TokenSettings settings;

    /** Puts the use case together. */
    public TakingTokens(
            IncomingTransfers transfers, ServiceKeys keys, Holdings holdings, Ledger ledger, TokenSettings settings) {
        this.transfers = transfers;
        this.keys = keys;
        this.holdings = holdings;
        this.ledger = ledger;
        this.settings = settings;
    }

    /** Takes a batch that came on the channel of that domain. */
    public void take(Received<TokenBatch> message, Domain channelOf) {
        TokenBatch batch = message.payload();
        if (!batch.partner().equals(message.writer())) {
            throw new Unacceptable("not-the-partners-own");
        }
        if (batch.domain() != channelOf) {
            throw new Unacceptable("domain-differs");
        }
        if (!batch.profile().equals(TokenRule.PROFILE)) {
            throw new Unacceptable("profile-unknown");
        }
        if (batch.references() > settings.mostReferences()) {
            throw new Unacceptable("too-many-references");
        }
        try (InputStream content = transfers.open(batch.transfer(), keys.ownSealingKeys())) {
            long stored = holdings.store(batch, message.sentAt(), new Checked(PackedTokens.read(content), batch));
            if (stored != batch.references()) {
                throw new Unacceptable("count-differs");
            }
            transfers.discard(batch.transfer().id());
            // The number is the batch's own: how many in it had opted out is nobody's to read.
            ledger.transition(new Ledger.Entry(
                    "token-batch.stored",
                    batch.batchId().toString(),
                    null,
                    null,
                    stored,
                    batch.transfer().digest()));
        } catch (IncompleteTransfer e) {
            throw new Unacceptable("transfer-" + e.getMessage());
        } catch (IOException | UncheckedIOException e) {
            throw new Unacceptable("content-malformed");
        }
    }

    /** Lets only references of the batch's domain through, and not more than it says it has. */
    private static final class Checked implements Iterator<TokenRecord> {
        private final Iterator<TokenRecord> records;
        private final TokenBatch batch;
        private int passed;

        Checked(Iterator<TokenRecord> records, TokenBatch batch) {
            this.records = records;
            this.batch = batch;
        }

        @Override
        public boolean hasNext() {
            return records.hasNext();
        }

        @Override
        public TokenRecord next() {
            if (!records.hasNext()) {
                throw new NoSuchElementException();
            }
            if (passed++ == batch.references()) {
                throw new Unacceptable("count-differs");
            }
            TokenRecord next = records.next();
            try {
                switch (batch.domain()) {
                    case IMAGING -> new CommonsSubjectId(next.reference());
                    case CLINICAL -> new EnclaveRef(next.reference());
                }
            } catch (IllegalArgumentException e) {
                throw new Unacceptable("reference-malformed");
            }
            return next;
        }
    }
}
