package org.tessera.contracts;

/**
 * How large an uploaded table may be, and how small. The tool that seals it, the commons that carries it and the enclave
 * that reads it go by the same bounds, so that what one takes the next does not refuse.
 */
public final class UploadBounds {
    /** Of a table of fewer cases an analysis tells the outcome of each: how many images are in it, and what a model says. */
    public static final int FEWEST_CASES = 20;

    /** Longest table; the enclave checks it in memory, where a row of short cells takes twenty times its bytes. */
    public static final int MOST_ROWS = 50_000;

    /** Sealed parts of one table, 192 KiB of content each: 12 MiB together. */
    public static final int MOST_PARTS = 64;

    private UploadBounds() {}
}
