package org.tessera.messaging;

import java.io.InputStream;
import java.security.PublicKey;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tessera.contracts.Transfer;
import org.tessera.contracts.TransferId;

/** Large contents out, in parts. */
public interface OutgoingTransfers {
    /**
     * Cuts the content into parts of equal, padded size, seals each to the recipient's key (P-256) unless it is null,
     * and puts them into the outbox in the caller's transaction. The message that carries the returned {@link Transfer}
     * must be sent afterwards in the same transaction, with the same key.
     *
     * @param channel the topic
     * @param key the Kafka key of the parts and of the message that ends them
     * @param recipient whose key opens the parts; null on a channel that is not sealed
     */
    Transfer send(String channel, String key, TransferId id, InputStream content, @Nullable PublicKey recipient);

    /** Puts parts that were sealed elsewhere into the outbox as they are: the commons carries an upload unread. */
    Transfer forward(String channel, String key, TransferId id, List<String> sealedParts);
}
