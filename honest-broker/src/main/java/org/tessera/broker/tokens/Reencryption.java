package org.tessera.broker.tokens;

import java.util.Set;

/** Re-encrypts in place what is stored: tokens, encodings and the keys of hashes. */
public interface Reencryption {
    /**
     * Moves everything that is stored under these epochs to the current one, in small transactions of its own. Nobody waits
     * for longer than one of them takes, and it waits for nobody: what another transaction holds is left for the next time.
     * Does nothing while another replica does it.
     */
    void toCurrent(Set<String> older);
}
