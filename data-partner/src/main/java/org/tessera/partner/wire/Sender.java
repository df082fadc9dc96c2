package org.tessera.partner.wire;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.tessera.contracts.BatchId;
import org.tessera.contracts.ContractJson;
import org.tessera.contracts.Domain;
import org.tessera.contracts.MessageType;
import org.tessera.contracts.Payload;
import org.tessera.contracts.TokenBatch;
import org.tessera.contracts.TokenBatch.Share;
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
     * One batch of a register.
     *
     * @param content gives its packed tokens; asked once
     * @param references how many references these hold
     */
    public record Packed(Content content, int references) {}

    /** Packed tokens that lie somewhere. */
    @FunctionalInterface
    public interface Content {
        /** Begins to read them. */
        InputStream open() throws IOException;
    }

    /**
     * Where tokens go.
     *
     * @param domain whose references they belong to
     * @param epoch epoch of the link secret
     * @param release release of the domain
     * @param broker public key that they are sealed to
     */
    public record Destination(Domain domain, String epoch, String release, PublicKey broker) {
        private String channel() {
            return channelOf(domain);
        }
    }

    /** The channel of a domain's tokens. */
    public static String channelOf(Domain domain) {
        return domain == Domain.IMAGING ? "partner.imaging-tokens.v1" : "partner.clinical-tokens.v1";
    }

    /**
     * Sends the batches of a register: of each its packed tokens, sealed to the broker, and the message that ends them. All of a
     * partner's batches have one key, so that they are heard in the order in which they were sent.
     *
     * @param arrived told of each batch when all of it has arrived
     */
    public void sendTokens(List<Packed> batches, Destination to, Consumer<TokenBatch> arrived) throws IOException {
        BatchId first = BatchId.random();
        for (int number = 1; number <= batches.size(); number++) {
            Share share = batches.size() == 1 ? null : new Share(first, number, batches.size());
            TokenBatch batch = batch(number == 1 ? first : BatchId.random(), batches.get(number - 1), to, share);
            send(to.channel(), partner, MessageType.TOKEN_BATCH, batch);
            wire.flush();
            arrived.accept(batch);
        }
    }

    private TokenBatch batch(BatchId id, Packed packed, Destination to, @Nullable Share share) throws IOException {
        try (InputStream content = new BufferedInputStream(packed.content().open())) {
            return new TokenBatch(
                    id,
                    partner,
                    to.domain(),
                    TokenRule.PROFILE,
                    to.epoch(),
                    to.release(),
                    packed.references(),
                    cut(to.channel(), TransferId.random(), content, to.broker()),
                    share);
        }
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

    /**
     * Withdraws one reference of one domain. The key is random: every ledger keeps the signature, which is over the key, and
     * one that followed from the reference could be tried with a list of them.
     */
    public void sendWithdrawal(Domain domain, String reference) throws IOException {
        String channel =
                domain == Domain.IMAGING ? "partner.imaging-withdrawals.v1" : "partner.clinical-withdrawals.v1";
        send(channel, UUID.randomUUID().toString(), MessageType.WITHDRAWAL, Withdrawal.of(domain, reference));
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
