package org.tessera.imaging.catalog;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PublicKey;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.tessera.envelope.Manifest;
import org.tessera.envelope.Manifest.BundleFile;
import org.tessera.envelope.ManifestSignature;
import org.tessera.imaging.catalog.Unpacked.UnpackedFile;
import org.tessera.messaging.ServiceKeys;

/** Turns an archive into a bundle whose origin and content are known, or refuses it. */
@ApplicationScoped
public class Bundles {
    private final SubmissionLimits limits;
    private final ServiceKeys keys;

    Bundles(SubmissionLimits limits, ServiceKeys keys) {
        this.limits = limits;
        this.keys = keys;
    }

    /**
     * Unpacks below the folder, checks the partner's signature over the manifest's bytes, and that the archive holds
     * exactly what the manifest lists. Throws {@link RefusedBundle}.
     */
    public Unpacked open(Path archive, Path folder) throws IOException {
        Map<String, UnpackedFile> files = new HashMap<>(new Unpacking(limits, folder).unpack(archive));
        UnpackedFile manifestFile = small(files.remove(ManifestSignature.MANIFEST), ManifestSignature.MANIFEST);
        UnpackedFile signatureFile = small(files.remove(ManifestSignature.SIGNATURE), ManifestSignature.SIGNATURE);
        byte[] bytes = Files.readAllBytes(manifestFile.location());
        Manifest manifest = ManifestRules.read(bytes);
        String signature = new String(Files.readAllBytes(signatureFile.location()), StandardCharsets.US_ASCII).strip();
        if (!ManifestSignature.verify(bytes, signature, manifest.partner(), keysOf(manifest.partner()))) {
            throw new RefusedBundle("manifest-signature", "The manifest is not signed by the partner that it names.");
        }
        compare(manifest, files);
        return new Unpacked(folder, manifest, manifestFile.sha256(), files);
    }

    private UnpackedFile small(@Nullable UnpackedFile file, String name) {
        if (file == null) {
            throw new RefusedBundle("manifest-missing", "The bundle has no " + name + ".");
        }
        if (file.bytes() > limits.manifestBytes()) {
            throw new RefusedBundle("bundle-too-large", name + " is larger than " + limits.manifestBytes() + " bytes.");
        }
        return file;
    }

    private List<PublicKey> keysOf(String partner) {
        try {
            return keys.signingKeysOf(partner);
        } catch (IllegalArgumentException e) {
            throw new RefusedBundle("partner-unknown", "The partner that the manifest names has no key here.", e);
        }
    }

    private static void compare(Manifest manifest, Map<String, UnpackedFile> files) {
        Set<String> unlisted = new HashSet<>(files.keySet());
        for (BundleFile listed : manifest.files()) {
            UnpackedFile found = files.get(listed.path());
            if (found == null) {
                throw new RefusedBundle("manifest-digest", "A file that the manifest lists is not in the bundle.");
            }
            if (found.bytes() != listed.bytes() || !found.sha256().equals(listed.sha256())) {
                throw new RefusedBundle("manifest-digest", "A file of the bundle differs from the manifest.");
            }
            unlisted.remove(listed.path());
        }
        if (!unlisted.isEmpty()) {
            throw new RefusedBundle("manifest-digest", "The bundle holds a file that the manifest does not list.");
        }
    }
}
