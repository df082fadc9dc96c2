package org.tessera.enclave.omop;

import java.io.IOException;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.tessera.envelope.Manifest;
import org.tessera.envelope.ManifestSignature;

/** Reads manifests of bundles and refuses those that are not for clinical rows. */
final class Manifests {
    private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

    private Manifests() {}

    static Manifest read(byte[] json) {
        Manifest manifest = parse(json);
        require(matches(Manifest.PARTNER, manifest.partner()), "manifest.json names no partner.");
        require("clinical".equals(manifest.kind()), "The enclave takes bundles of kind \"clinical\" only.");
        require(matches(Manifest.RELEASE, manifest.release()), "manifest.json names no release.");
        checkFiles(manifest);
        return manifest;
    }

    private static Manifest parse(byte[] json) {
        try {
            Manifest manifest = ManifestSignature.read(json);
            if (isThere(manifest)) {
                return manifest;
            }
        } catch (IOException e) {
            // refused below, as JSON that is null
        }
        throw new BundleRefused("bundle-manifest-unreadable", "manifest.json cannot be read.");
    }

    private static void checkFiles(Manifest manifest) {
        require(isThere(manifest.files()), "manifest.json names no files.");
        Set<String> seen = new HashSet<>(); // tables are found by their names in any case
        for (Manifest.BundleFile file : manifest.files()) {
            require(isThere(file) && isThere(file.path()), "A file in manifest.json has no name.");
            require(matches(SHA256, file.sha256()) && file.bytes() >= 0, "A file in manifest.json has no digest.");
            require(seen.add(file.path().toLowerCase(Locale.ROOT)), "A file stands twice in manifest.json.");
        }
    }

    /** JSON may leave out what the record does not. */
    private static boolean isThere(@Nullable Object value) {
        return value != null;
    }

    private static boolean matches(Pattern shape, @Nullable String text) {
        return text != null && shape.matcher(text).matches();
    }

    private static void require(boolean condition, String sentence) {
        if (!condition) {
            throw new BundleRefused("bundle-manifest-invalid", sentence);
        }
    }
}
