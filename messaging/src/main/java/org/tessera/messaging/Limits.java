package org.tessera.messaging;

/** Sizes that hold for every message (architecture.md, channels). */
public final class Limits {
    /** The largest payload: 512 KiB; larger things travel in parts. */
    public static final int MESSAGE_BYTES = 512 * 1024;

    private Limits() {}
}
