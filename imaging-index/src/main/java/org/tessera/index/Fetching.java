package org.tessera.index;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * Downloads the images of a manifest: a few at a time, each checked by size and MD5 before it takes its name, what is
 * there already is not fetched again, and what was cut off goes on where it stopped.
 */
final class Fetching {
    private static final int TRIES = 3;
    private static final long FIRST_WAIT_MILLIS = 200;
    private static final int PROGRESS_EVERY = 50;

    private final Drs drs;
    private final Path folder;
    private final PrintWriter progress;

    Fetching(Drs drs, Path folder, PrintWriter progress) {
        this.drs = drs;
        this.folder = folder;
        this.progress = progress;
    }

    /**
     * What became of the images: {@code fetched + present + failures.size()} is the manifest's number.
     *
     * @param failures a sentence per image that is not there
     */
    record Outcome(int fetched, int present, List<String> failures) {}

    private enum Way {
        FETCHED,
        PRESENT
    }

    Outcome fetch(ImageManifest manifest, int parallel) throws IOException, InterruptedException {
        Files.createDirectories(folder);
        int fetched = 0;
        int present = 0;
        List<String> failures = new ArrayList<>();
        try (ExecutorService workers = Executors.newFixedThreadPool(parallel)) {
            List<Future<Way>> ways = new ArrayList<>();
            for (ManifestEntry entry : manifest.entries()) {
                ways.add(workers.submit(() -> fetch(entry)));
            }
            for (int i = 0; i < ways.size(); i++) {
                try {
                    switch (ways.get(i).get()) {
                        case FETCHED -> fetched++;
                        case PRESENT -> present++;
                    }
                } catch (ExecutionException e) {
                    failures.add(manifest.entries().get(i).objectId() + ": " + reason(e.getCause()));
                }
                if ((i + 1) % PROGRESS_EVERY == 0) {
                    progress.println((i + 1) + " of " + ways.size() + " images ...");
                    progress.flush();
                }
            }
        }
        return new Outcome(fetched, present, List.copyOf(failures));
    }

    private static String reason(@Nullable Throwable cause) {
        return cause instanceof IOException failure ? Reasons.of(failure) : String.valueOf(cause);
    }

    private Way fetch(ManifestEntry entry) throws IOException, InterruptedException {
        Path target = entry.fileIn(folder);
        if (Files.isRegularFile(target) && wrong(entry, target).isEmpty()) {
            return Way.PRESENT;
        }
        for (int attempt = 1; ; attempt++) {
            try {
                download(entry, target);
                return Way.FETCHED;
            } catch (IOException failure) {
                boolean hopeless = failure instanceof Drs.Answered answered && !answered.mayPass();
                if (hopeless || attempt == TRIES) {
                    throw failure;
                }
                Thread.sleep(FIRST_WAIT_MILLIS << attempt);
            }
        }
    }

    private void download(ManifestEntry entry, Path target) throws IOException, InterruptedException {
        Path part = target.resolveSibling(target.getFileName() + ".part");
        long offset = Files.isRegularFile(part) ? Files.size(part) : 0;
        if (entry.fileSize() >= 0 && offset >= entry.fileSize()) {
            Files.delete(part);
            offset = 0;
        }
        Drs.Bytes bytes = drs.open(drs.bytesOf(entry.objectId()), offset);
        try (InputStream in = bytes.in();
                OutputStream out = bytes.isContinued()
                        ? Files.newOutputStream(part, StandardOpenOption.APPEND)
                        : Files.newOutputStream(part)) {
            in.transferTo(out);
        }
        Optional<String> wrong = wrong(entry, part);
        if (wrong.isPresent()) {
            if (entry.fileSize() < 0 || Files.size(part) >= entry.fileSize()) {
                Files.delete(part);
            }
            throw new IOException(wrong.get());
        }
        Files.move(part, target, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }

    /** What is wrong with the file by the manifest; empty when it is the image. */
    private static Optional<String> wrong(ManifestEntry entry, Path file) throws IOException {
        long size = Files.size(file);
        if (entry.fileSize() >= 0 && size != entry.fileSize()) {
            return Optional.of("the file has " + size + " bytes instead of " + entry.fileSize());
        }
        if (!entry.md5sum().isEmpty() && !md5(file).equals(entry.md5sum())) {
            return Optional.of("the file's MD5 is not the manifest's");
        }
        return Optional.empty();
    }

    private static String md5(Path file) throws IOException {
        try {
            MessageDigest digest = MessageDigest.getInstance("MD5");
            try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
                in.transferTo(OutputStream.nullOutputStream());
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has MD5", e);
        }
    }
}
