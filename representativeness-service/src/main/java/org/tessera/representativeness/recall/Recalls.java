package org.tessera.representativeness.recall;

import java.util.UUID;

/** Releases of the enclave that were taken back. */
public interface Recalls {
    /** It is taken back from now on. */
    void add(UUID releasedId);

    /** Whether it was taken back. */
    boolean contains(UUID releasedId);
}
