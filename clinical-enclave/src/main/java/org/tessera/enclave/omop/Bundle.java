package org.tessera.enclave.omop;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;
import org.tessera.envelope.Digests;
import org.tessera.envelope.Manifest;
import org.tessera.envelope.ManifestSignature;

/**
 * A partner's bundle: a zip on disk, read file by file and never unpacked to the file system. What opens has safe names
 * and sane sizes and holds exactly the files of its manifest; {@link #verify} then proves every byte.
 */
public final class Bundle implements AutoCloseable {
    private static final int MANIFEST_BYTES = 1 << 20;

    private final ZipFile zip;
    private final byte[] manifestBytes;
    private final Manifest manifest;
    private final String signature;

    private Bundle(ZipFile zip, byte[] manifestBytes, Manifest manifest, String signature) {
        this.zip = zip;
        this.manifestBytes = manifestBytes;
        this.manifest = manifest;
        this.signature = signature;
    }

    /** Opens a bundle; throws {@link BundleRefused} when it is not a zip, unsafe, too large or not what its manifest says. */
    public static Bundle open(Path file, BundleLimits limits) throws IOException {
        ZipFile zip;
        try {
            zip = new ZipFile(file.toFile(), StandardCharsets.UTF_8);
        } catch (ZipException e) {
            throw new BundleRefused("bundle-not-a-zip", "The body is not a zip archive.");
        }
        try {
            checkEntries(zip, limits);
            byte[] manifestBytes = small(zip, ManifestSignature.MANIFEST);
            Bundle bundle = new Bundle(
                    zip,
                    manifestBytes,
                    Manifests.read(manifestBytes),
                    new String(small(zip, ManifestSignature.SIGNATURE), StandardCharsets.US_ASCII).strip());
            bundle.checkFiles(limits);
            return bundle;
        } catch (ZipException | EOFException e) {
            zip.close();
            throw new BundleRefused("bundle-not-a-zip", "The zip archive is damaged.");
        } catch (IOException | RuntimeException e) {
            zip.close();
            throw e;
        }
    }

    /** What the partner says is in it. */
    public Manifest manifest() {
        return manifest;
    }

    /** Whether one of these keys of the partner signed the manifest. */
    public boolean isSignedWith(Collection<PublicKey> keys) {
        return ManifestSignature.verify(manifestBytes, signature, manifest.partner(), keys);
    }

    /** "sha256:" and the hex digest of the manifest, which in turn names the digest of every file. */
    public String digest() {
        return Digests.prefixed(manifestBytes);
    }

    /** Reads every file once and compares size and digest; throws {@link BundleRefused} at the first that differs. */
    public void verify() throws IOException {
        for (Manifest.BundleFile file : manifest.files()) {
            MessageDigest digest = Digests.sha256();
            byte[] buffer = new byte[1 << 16];
            long left = file.bytes();
            try (InputStream in = read(file.path())) {
                for (int n = in.read(buffer); n >= 0 && left >= 0; n = in.read(buffer)) {
                    digest.update(buffer, 0, n);
                    left -= n;
                }
            } catch (ZipException | EOFException e) {
                throw differs(file);
            }
            if (left != 0 || !HexFormat.of().formatHex(digest.digest()).equals(file.sha256())) {
                throw differs(file);
            }
        }
    }

    /** The bytes of one of the manifest's files. */
    public InputStream read(String path) throws IOException {
        @Nullable ZipEntry entry = zip.getEntry(path);
        if (entry == null) {
            throw new BundleRefused("bundle-file-missing", "A file of the manifest is not in the bundle.");
        }
        return new BufferedInputStream(zip.getInputStream(entry), 1 << 16);
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }

    private static BundleRefused differs(Manifest.BundleFile file) {
        return new BundleRefused(
                "bundle-digest-differs", "Size or digest of " + file.path() + " is not the manifest's.");
    }

    private static void checkEntries(ZipFile zip, BundleLimits limits) {
        Set<String> names = new HashSet<>();
        for (ZipEntry entry : Collections.list(zip.entries())) {
            String name = entry.getName();
            if (!isSafe(name) || !names.add(name)) {
                throw new BundleRefused("bundle-unsafe-name", "A name in the bundle is unsafe or stands twice.");
            }
            if (names.size() > limits.files() + 2) {
                throw tooLarge();
            }
        }
    }

    private void checkFiles(BundleLimits limits) {
        long sum = 0;
        for (Manifest.BundleFile file : manifest.files()) {
            @Nullable ZipEntry entry = zip.getEntry(file.path());
            if (entry == null || entry.isDirectory()) {
                throw new BundleRefused("bundle-file-missing", "A file of the manifest is not in the bundle.");
            }
            boolean bomb = file.bytes() > BundleLimits.SMALL_FILE
                    && file.bytes() / Math.max(1, entry.getCompressedSize()) > limits.ratio();
            if (bomb || file.bytes() > limits.unpackedBytes() - sum) {
                throw tooLarge();
            }
            sum += file.bytes();
        }
        List<String> named =
                manifest.files().stream().map(Manifest.BundleFile::path).toList();
        for (ZipEntry entry : Collections.list(zip.entries())) {
            String name = entry.getName();
            if (!entry.isDirectory()
                    && !name.equals(ManifestSignature.MANIFEST)
                    && !name.equals(ManifestSignature.SIGNATURE)
                    && !named.contains(name)) {
                throw new BundleRefused("bundle-file-unnamed", "A file in the bundle is not in the manifest.");
            }
        }
    }

    private static boolean isSafe(String name) {
        if (name.isEmpty() || name.length() > 200 || name.startsWith("/") || name.contains("\\")) {
            return false;
        }
        for (String step : name.split("/", -1)) {
            if (step.equals("..") || step.equals(".") || step.contains(":")) {
                return false;
            }
        }
        return name.chars().noneMatch(Character::isISOControl);
    }

    private static byte[] small(ZipFile zip, String name) throws IOException {
        @Nullable ZipEntry entry = zip.getEntry(name);
        if (entry == null) {
            throw new BundleRefused("bundle-file-missing", "The bundle has no " + name + ".");
        }
        try (InputStream in = zip.getInputStream(entry)) {
            byte[] bytes = in.readNBytes(MANIFEST_BYTES + 1);
            if (bytes.length > MANIFEST_BYTES) {
                throw tooLarge();
            }
            return bytes;
        }
    }

    private static BundleRefused tooLarge() {
        return new BundleRefused("bundle-too-large", "The bundle is larger than the enclave takes.");
    }
}
