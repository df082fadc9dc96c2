package org.tessera.broker.tokens;

import javax.crypto.SecretKey;

/**
 * Keys of keyed hashes. A hash cannot be re-encrypted, and one under another key compares with none: so they stay the same
 * over rotations of the storage keys, which only wrap them anew.
 */
public interface HashKeys {
    /** Sees to it that there is a key; a new one follows from this epoch's master key. */
    void keep(String epoch);

    /** Of the cohorts that feasibility has answered; throws {@link IllegalStateException} when its epoch's key is not there. */
    SecretKey cohorts();
}
