package org.tessera.representativeness.recall;

import java.util.UUID;

/**
 * Releases of the enclave that were taken back. Both calls make who asks or tells the same of another moment wait until this
 * transaction ends: what comes out of quarantine while it is recalled is either seen by the recall or sees it.
 */
public interface Recalls {
    /** It is taken back from now on. */
    void add(UUID releasedId);

    /** Whether it was taken back. */
    boolean contains(UUID releasedId);
}
