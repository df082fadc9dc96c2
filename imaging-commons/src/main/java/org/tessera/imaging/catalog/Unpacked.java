package org.tessera.imaging.catalog;

import java.nio.file.Path;
import java.util.Map;
import org.tessera.envelope.Manifest;

/**
 * A bundle on disk whose signature and digests were found good.
 *
 * @param folder where it lies; it is deleted when the submission is over
 * @param manifest what the partner signed
 * @param manifestDigest hex SHA-256 of the manifest's bytes
 * @param files every file by its path in the bundle
 */
public record Unpacked(Path folder, Manifest manifest, String manifestDigest, Map<String, UnpackedFile> files) {
    /**
     * A file as it was found.
     *
     * @param location on disk
     * @param sha256 hex
     * @param md5 hex
     * @param bytes size
     */
    public record UnpackedFile(Path location, String sha256, String md5, long bytes) {}
}
