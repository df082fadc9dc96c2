package org.tessera.imaging.catalog;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.tessera.imaging.catalog.Unpacked.UnpackedFile;

/**
 * Unpacks a zip that nobody trusts yet: names are plain and stay below the folder, sizes are counted as they are written
 * and not believed, and a file that swells beyond the ratio ends it.
 */
final class Unpacking {
    private static final long RATIO_FROM = 8L * 1024 * 1024;

    private final SubmissionLimits limits;
    private final Path folder;
    private final Map<String, UnpackedFile> files = new HashMap<>();
    private long written;

    Unpacking(SubmissionLimits limits, Path folder) {
        this.limits = limits;
        this.folder = folder;
    }

    /** Every file of the archive by its path. Throws {@link RefusedBundle}. */
    Map<String, UnpackedFile> unpack(Path archive) throws IOException {
        try (ZipFile zip = new ZipFile(archive.toFile())) {
            if (zip.size() > limits.files()) {
                throw new RefusedBundle("bundle-too-large", "The bundle has more than " + limits.files() + " files.");
            }
            Enumeration<? extends ZipEntry> entries = zip.entries();
            while (entries.hasMoreElements()) {
                ZipEntry entry = entries.nextElement();
                if (!entry.isDirectory()) {
                    one(zip, entry);
                }
            }
        } catch (FileAlreadyExistsException e) {
            throw new RefusedBundle("bundle-path", "Two files of the archive have the same place.", e);
        } catch (ZipException | EOFException | IllegalArgumentException e) {
            throw new RefusedBundle("bundle-unreadable", "The body is not a zip archive that can be read.", e);
        }
        return files;
    }

    private void one(ZipFile zip, ZipEntry entry) throws IOException {
        String name = entry.getName();
        if (!BundlePath.isSafe(name)) {
            throw new RefusedBundle(
                    "bundle-path", "A file of the archive has a name that is not a plain relative path.");
        }
        if (files.containsKey(name)) {
            throw new RefusedBundle("bundle-path", "A file is in the archive twice.");
        }
        Path location = folder.resolve(name).normalize();
        if (!location.startsWith(folder)) {
            throw new RefusedBundle("bundle-path", "A file of the archive would lie outside the bundle.");
        }
        Files.createDirectories(location.getParent());
        if (Files.exists(location)) {
            throw new RefusedBundle("bundle-path", "Two files of the archive have the same place.");
        }
        files.put(name, write(zip, entry, location));
    }

    private UnpackedFile write(ZipFile zip, ZipEntry entry, Path location) throws IOException {
        MessageDigest sha256 = digest("SHA-256");
        MessageDigest md5 = digest("MD5");
        long packed = Math.max(entry.getCompressedSize(), 1);
        long bytes = 0;
        byte[] buffer = new byte[64 * 1024];
        try (InputStream in = zip.getInputStream(entry);
                OutputStream out = Files.newOutputStream(location)) {
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                bytes += n;
                written += n;
                if (written > limits.unpackedBytes()) {
                    throw new RefusedBundle(
                            "bundle-too-large",
                            "The bundle unpacks to more than " + limits.unpackedBytes() + " bytes.");
                }
                if (bytes > RATIO_FROM && bytes / packed > limits.ratio()) {
                    throw new RefusedBundle("bundle-too-large", "A file of the bundle swells like no data does.");
                }
                sha256.update(buffer, 0, n);
                md5.update(buffer, 0, n);
                out.write(buffer, 0, n);
            }
        }
        HexFormat hex = HexFormat.of();
        return new UnpackedFile(location, hex.formatHex(sha256.digest()), hex.formatHex(md5.digest()), bytes);
    }

    private static MessageDigest digest(String algorithm) {
        try {
            return MessageDigest.getInstance(algorithm);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has " + algorithm, e);
        }
    }
}
