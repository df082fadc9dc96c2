package org.tessera.imaging.catalog;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.Comparator;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The bytes of images, each under its own digest, so that the same image is there once and never changes. */
@ApplicationScoped
public class ImageFiles {
    private final Path root;

    ImageFiles(@ConfigProperty(name = "tessera.commons.files") String root) {
        this.root = Path.of(root);
    }

    /** Where the bytes of this digest are, or would be. */
    public Path at(String sha256) {
        return root.resolve("sha256").resolve(sha256.substring(0, 2)).resolve(sha256);
    }

    /** Moves a file to its place; nothing happens when it is there already. */
    public void keep(Path file, String sha256) throws IOException {
        Path place = at(sha256);
        Files.createDirectories(place.getParent());
        if (Files.exists(place)) {
            return;
        }
        try {
            Files.move(file, place, StandardCopyOption.ATOMIC_MOVE);
        } catch (FileAlreadyExistsException e) {
            return; // somebody else brought the same bytes
        }
    }

    /** A new folder on the same disk, for a bundle on its way in. */
    public Path incoming() throws IOException {
        Path folder = root.resolve("incoming");
        Files.createDirectories(folder);
        return Files.createTempDirectory(folder, "bundle");
    }

    /** Removes the folders of bundles in which nothing has been written since the given instant; returns how many. */
    public int removeLeft(Instant before) throws IOException {
        Path folder = root.resolve("incoming");
        if (!Files.isDirectory(folder)) {
            return 0;
        }
        int removed = 0;
        try (Stream<Path> bundles = Files.list(folder)) {
            for (Path bundle : bundles.toList()) {
                if (lastWritten(bundle).isBefore(before)) {
                    remove(bundle);
                    removed++;
                }
            }
        }
        return removed;
    }

    private static Instant lastWritten(Path bundle) throws IOException {
        try (Stream<Path> all = Files.walk(bundle)) {
            Instant last = Instant.MIN;
            for (Path path : all.toList()) {
                Instant written = Files.getLastModifiedTime(path).toInstant();
                last = written.isAfter(last) ? written : last;
            }
            return last;
        }
    }

    /** Removes a bundle's folder with everything in it. */
    public static void remove(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
