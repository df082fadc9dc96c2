package org.tessera.messaging.inbox;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.tessera.contracts.Channel;
import org.tessera.contracts.Channels;
import org.tessera.contracts.MessageType;
import org.tessera.contracts.TransferPart;
import org.tessera.messaging.Identity;
import org.tessera.messaging.MessageHandler;
import org.tessera.messaging.Received;
import org.tessera.messaging.Sql;
import org.tessera.messaging.Unacceptable;

/** Keeps the parts of large contents until the message that ends the transfer. */
@Singleton
final class TransferParts implements MessageHandler<TransferPart> {
    private final Sql sql;
    private final Clock clock;
    private final int maxParts;
    private final Set<String> channels;

    TransferParts(
            Sql sql,
            Clock clock,
            Identity identity,
            Channels channels,
            @ConfigProperty(name = "tessera.transfers.max-parts") int maxParts) {
        this.sql = sql;
        this.clock = clock;
        this.maxParts = maxParts;
        this.channels = channels.readBy(identity.clientId()).stream()
                .filter(channel -> channel.messages().contains(MessageType.TRANSFER_PART))
                .map(Channel::name)
                .collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public Class<TransferPart> payload() {
        return TransferPart.class;
    }

    @Override
    public Set<String> channels() {
        return channels;
    }

    @Override
    public void handle(Received<TransferPart> message) {
        TransferPart part = message.payload();
        if (part.index() < 0 || part.index() >= maxParts) {
            throw new Unacceptable("too-many-parts");
        }
        long kept = sql.update(
                "INSERT INTO transfer_part (transfer_id, part_index, channel, writer, data, received_at)"
                        + " VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
                part.transferId().value(),
                part.index(),
                message.channel(),
                message.writer(),
                part.data(),
                clock.instant());
        if (kept == 0 && !isKept(message)) {
            throw new Unacceptable("part-contradicts");
        }
    }

    /** Whether the same part is there already from the same writer: sent again after a failure, it does no harm. */
    private boolean isKept(Received<TransferPart> message) {
        TransferPart part = message.payload();
        return sql.first(
                        "SELECT data = ? AND writer = ? AND channel = ? FROM transfer_part"
                                + " WHERE transfer_id = ? AND part_index = ?",
                        row -> row.getBoolean(1),
                        part.data(),
                        message.writer(),
                        message.channel(),
                        part.transferId().value(),
                        part.index())
                .orElse(false);
    }
}
