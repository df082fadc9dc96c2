package org.tessera.enclave.omop;

/**
 * How large a bundle may be.
 *
 * @param unpackedBytes of all files together
 * @param files how many
 * @param ratio unpacked to packed bytes of one file, for files above 64 MiB
 */
public record BundleLimits(long unpackedBytes, int files, long ratio) {
    /** Files up to this size may have any ratio: empty columns pack well. */
    static final long SMALL_FILE = 64L << 20;
}
