package org.tessera.imaging.drs;

import java.util.Optional;

/** The image files that may be had. */
public interface StoredObjects {
    /** The object; empty when it is unknown, not published yet, or its case withdrawn: alike. */
    Optional<StoredObject> find(String id);

    /** How many there are and how large they are together, at some time in the last ten minutes. */
    Held held();

    /**
     * What is held.
     *
     * @param objects how many
     * @param bytes together
     */
    record Held(long objects, long bytes) {}
}
