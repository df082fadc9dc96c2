package org.tessera.imaging.catalog;

import java.io.IOException;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;
import org.tessera.envelope.Manifest;
import org.tessera.envelope.Manifest.BundleFile;
import org.tessera.envelope.ManifestSignature;

/** What the commons asks of a manifest before it looks at a file that it lists. */
final class ManifestRules {
    /** Wider than {@link Manifest#RELEASE}: bundles that were made when these were names are taken as they are signed. */
    private static final Pattern RELEASE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._ -]{0,63}");

    private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

    private ManifestRules() {}

    /** Reads and checks the manifest. Throws {@link RefusedBundle}. */
    static Manifest read(byte[] bytes) {
        Manifest manifest;
        try {
            manifest = ManifestSignature.read(bytes);
        } catch (IOException | IllegalArgumentException e) {
            throw new RefusedBundle(
                    "manifest-invalid", "manifest.json is not a manifest of partner, kind, release and files.", e);
        }
        requireComplete(manifest);
        require(
                Manifest.PARTNER.matcher(manifest.partner()).matches(),
                "The manifest's partner is not a partner's client id.");
        require(manifest.kind().equals("imaging"), "The manifest's kind is not imaging.");
        require(RELEASE.matcher(manifest.release()).matches(), "The manifest's release is not a plain name.");
        Set<String> paths = new HashSet<>();
        for (BundleFile file : manifest.files()) {
            require(BundlePath.isSafe(file.path()), "The manifest names a path that is not plain.");
            require(paths.add(file.path()), "The manifest names a file twice.");
            require(SHA256.matcher(file.sha256()).matches(), "The manifest has a digest that is not a SHA-256.");
            require(file.bytes() >= 0, "The manifest has a negative size.");
        }
        return manifest;
    }

    /** JSON may leave out what the record's type promises. */
    @SuppressWarnings("NullAway") // what comes out of JSON may be null whatever the record says
    private static void requireComplete(Manifest manifest) {
        boolean complete = manifest != null
                && manifest.partner() != null
                && manifest.kind() != null
                && manifest.release() != null
                && manifest.files() != null;
        require(complete, "The manifest lacks partner, kind, release or files.");
        for (BundleFile file : manifest.files()) {
            require(
                    file != null && file.path() != null && file.sha256() != null,
                    "A file of the manifest lacks its path or digest.");
        }
    }

    private static void require(boolean holds, String sentence) {
        if (!holds) {
            throw new RefusedBundle("manifest-invalid", sentence);
        }
    }
}
