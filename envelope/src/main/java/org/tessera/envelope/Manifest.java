package org.tessera.envelope;

import java.util.List;
import java.util.regex.Pattern;

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
    /** Client ids of partners that every domain takes. */
    public static final Pattern PARTNER = Pattern.compile("partner-[a-z0-9][a-z0-9-]{0,40}");

    /** Names of releases, as the messages about them have it: a catalogue version and a token batch have no other. */
    public static final Pattern RELEASE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,31}");

    /**
     * A file of a bundle.
     *
     * @param path relative to the bundle, with forward slashes
     * @param sha256 64 lower-case hex digits
     * @param bytes its size
     */
    public record BundleFile(String path, String sha256, long bytes) {}
}
