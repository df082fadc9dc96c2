package org.tessera.messaging;

import java.io.InputStream;
import java.security.PrivateKey;
import java.util.List;
import org.tessera.contracts.Transfer;
import org.tessera.contracts.TransferId;

/** Large contents in: parts wait in the inbox until the message that ends them. */
public interface IncomingTransfers {
    /**
     * The joined content. Throws {@link IncompleteTransfer} when a part is missing, the digest differs, or a part does
     * not open.
     *
     * @param keys one of them opens all parts; none on a channel that is not sealed
     */
    InputStream open(Transfer transfer, List<PrivateKey> keys) throws IncompleteTransfer;

    /** Forgets the parts; in the caller's transaction. */
    void discard(TransferId id);
}
