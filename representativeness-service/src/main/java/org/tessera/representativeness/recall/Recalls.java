package org.tessera.representativeness.recall;

import java.util.UUID;

/**
 * Releases of the enclave that were taken back, each on the channel that it came on: a profile and a report may have the same
 * id, and neither recalls the other. Both calls make who asks or tells the same of another moment wait until this
 * transaction ends: what comes out of quarantine while it is recalled is either seen by the recall or sees it.
 */
public interface Recalls {
    /** It is taken back from now on. */
    void add(String channel, UUID releasedId);

    /** Whether it was taken back. */
    boolean contains(String channel, UUID releasedId);
}
