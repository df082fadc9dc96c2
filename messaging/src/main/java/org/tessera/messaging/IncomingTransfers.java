package org.tessera.messaging;

import java.io.InputStream;
import java.security.PrivateKey;
import org.jspecify.annotations.Nullable;
import org.tessera.contracts.Transfer;
import org.tessera.contracts.TransferId;

/** Large contents in: parts wait in the inbox until the message that ends them. */
public interface IncomingTransfers {
    /**
     * The joined content. Throws {@link IncompleteTransfer} when a part is missing, the digest differs, or a part does
     * not open with the key.
     *
     * @param key opens the parts; null on a channel that is not sealed
     */
    InputStream open(Transfer transfer, @Nullable PrivateKey key) throws IncompleteTransfer;

    /** Forgets the parts; in the caller's transaction. */
    void discard(TransferId id);
}
