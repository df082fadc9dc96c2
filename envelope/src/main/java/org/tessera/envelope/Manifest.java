package org.tessera.envelope;

import java.util.List;

/**
 * What a partner says about the files of a bundle (manifest.json); its exact bytes are signed, see
 * {@link ManifestSignature}.
 *
 * @param partner client id of the partner, "partner-north"
 * @param kind "imaging" or "clinical"
 * @param release the release the partner means the bundle for
 * @param files every file of the bundle except manifest.json and manifest.jws
 */
public record Manifest(String partner, String kind, String release, List<BundleFile> files) {
    /**
     * A file of a bundle.
     *
     * @param path relative to the bundle, with forward slashes
     * @param sha256 64 lower-case hex digits
     * @param bytes its size
     */
    public record BundleFile(String path, String sha256, long bytes) {}
}
