package org.tessera.enclave.download;

import java.util.List;
import org.tessera.enclave.disclosure.Findings;

/**
 * What was frozen at a submission, and what the automatic check found in it. The bytes are kept beside it.
 *
 * @param turn 1 for the first submission, 2 for the second
 * @param items the frozen resources
 * @param findings what the check found
 */
public record Parcel(int turn, List<Item> items, Findings findings) {
    /** Copies. */
    public Parcel {
        items = List.copyOf(items);
    }

    /**
     * A frozen resource.
     *
     * @param name file name, unique in the parcel
     * @param kind kind of its source
     * @param mediaType media type of the bytes
     * @param size bytes
     * @param digest "sha256:..." of the bytes: what is released must have it
     */
    public record Item(String name, String kind, String mediaType, long size, String digest) {}
}
