package org.tessera.messaging.outbox;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.PublicKey;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tessera.contracts.Transfer;
import org.tessera.contracts.TransferId;
import org.tessera.contracts.TransferPart;
import org.tessera.envelope.Parts;
import org.tessera.messaging.Outbox;
import org.tessera.messaging.Outgoing;
import org.tessera.messaging.OutgoingTransfers;

/** Puts parts into the outbox one by one, so that a large content never stands in memory as a whole. */
@ApplicationScoped
class SqlOutgoingTransfers implements OutgoingTransfers {
    private final Outbox outbox;

    SqlOutgoingTransfers(Outbox outbox) {
        this.outbox = outbox;
    }

    @Override
    @Transactional(TxType.MANDATORY)
    public Transfer send(
            String channel, String key, TransferId id, InputStream content, @Nullable PublicKey recipient) {
        try {
            return Parts.cut(id, content, recipient, (index, data) -> put(channel, key, id, index, data));
        } catch (IOException e) {
            throw new UncheckedIOException("the content could not be read", e);
        }
    }

    @Override
    @Transactional(TxType.MANDATORY)
    public Transfer forward(String channel, String key, TransferId id, List<String> sealedParts) {
        for (int index = 0; index < sealedParts.size(); index++) {
            put(channel, key, id, index, sealedParts.get(index));
        }
        return new Transfer(id, sealedParts.size(), Parts.digest(sealedParts.iterator()));
    }

    private void put(String channel, String key, TransferId id, int index, String data) {
        outbox.send(Outgoing.byTheService(channel, key, new TransferPart(id, index, data)));
    }
}
