package org.tessera.partner.wire;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import org.tessera.contracts.BatchId;
import org.tessera.contracts.ContractJson;
import org.tessera.contracts.Domain;
import org.tessera.contracts.MessageType;
import org.tessera.contracts.Payload;
import org.tessera.contracts.TokenBatch;
import org.tessera.contracts.TokenRule;
import org.tessera.contracts.Transfer;
import org.tessera.contracts.TransferId;
import org.tessera.contracts.TransferPart;
import org.tessera.contracts.Withdrawal;
import org.tessera.envelope.EventId;
import org.tessera.envelope.Parts;
import org.tessera.envelope.Signatures;

/** Says what a partner may say, signed with its key. */
public final class Sender {
    private final String partner;
    private final PrivateKey signingKey;
    private final Clock clock;
    private final Wire wire;

    /**
     * @param partner the partner's client id
     * @param signingKey its private signing key
     */
    public Sender(String partner, PrivateKey signingKey, Clock clock, Wire wire) {
        this.partner = partner;
        this.signingKey = signingKey;
        this.clock = clock;
        this.wire = wire;
    }

    /**
     * Sends packed tokens, sealed to the broker, and the batch that ends them; returns when all have arrived. All of a
     * partner's batches have one key, so that they are heard in the order in which they were sent.
     *
     * @param references how many references the content holds
     */
    public TokenBatch sendTokens(
            Domain domain, String epoch, String release, int references, InputStream content, PublicKey broker)
            throws IOException {
        String channel = domain == Domain.IMAGING ? "partner.imaging-tokens.v1" : "partner.clinical-tokens.v1";
        Transfer transfer = cut(channel, TransferId.random(), content, broker);
        TokenBatch batch = new TokenBatch(
                BatchId.random(), partner, domain, TokenRule.PROFILE, epoch, release, references, transfer);
        send(channel, partner, MessageType.TOKEN_BATCH, batch);
        wire.flush();
        return batch;
    }

    private Transfer cut(String channel, TransferId id, InputStream content, PublicKey broker) throws IOException {
        try {
            return Parts.cut(id, content, broker, (index, data) -> {
                try {
                    send(channel, partner, MessageType.TRANSFER_PART, new TransferPart(id, index, data));
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        } catch (UncheckedIOException e) {
            throw new IOException(
                    e.getCause() == null ? e.getMessage() : e.getCause().getMessage(), e);
        }
    }

    /** Withdraws one reference of one domain. */
    public void sendWithdrawal(Domain domain, String reference) throws IOException {
        String channel =
                domain == Domain.IMAGING ? "partner.imaging-withdrawals.v1" : "partner.clinical-withdrawals.v1";
        send(channel, reference, MessageType.WITHDRAWAL, Withdrawal.of(domain, reference));
    }

    /** Waits until all have arrived. */
    public void flush() throws IOException {
        wire.flush();
    }

    private void send(String channel, String key, MessageType type, Payload payload) throws IOException {
        byte[] bytes = ContractJson.bytes(payload);
        var envelope = Signatures.sign(
                EventId.random(),
                type,
                partner,
                clock.instant().truncatedTo(ChronoUnit.MILLIS),
                null,
                null,
                channel,
                key,
                bytes,
                signingKey);
        wire.send(channel, key, envelope, bytes);
    }
}
