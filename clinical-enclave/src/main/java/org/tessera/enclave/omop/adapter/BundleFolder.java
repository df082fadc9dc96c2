package org.tessera.enclave.omop.adapter;

import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Where bundles lie while they are loaded. What a process left that was killed is deleted at the next start and before the
 * next bundle: each process holds a lock on a file of its own beside its bundles, which nobody holds any more once it is gone.
 * A bundle without such a file, of a version before, is deleted once no load can need it any more.
 */
@ApplicationScoped
class BundleFolder {
    private static final Logger LOG = Logger.getLogger(BundleFolder.class);
    private static final String NAME = "tessera-enclave-bundle";
    private static final String SUFFIX = ".zip";
    private static final String LOCK = ".lock";

    private final Path folder;
    private final Duration kept;
    private final String own = NAME + "-" + UUID.randomUUID();
    private @Nullable FileChannel held;

    BundleFolder(BundleSettings settings) {
        this.folder = settings.folder();
        this.kept = settings.loadTimeout();
    }

    void start(@Observes StartupEvent event) throws IOException {
        tidy();
    }

    /** A new empty file; who asked for it deletes it. */
    Path fresh() throws IOException {
        tidy();
        return Files.createTempFile(folder, own + "-", SUFFIX);
    }

    private synchronized void tidy() throws IOException {
        Files.createDirectories(folder);
        if (held == null) {
            held = hold();
        }
        for (Path lock : list(NAME + "-*" + LOCK)) {
            if (!nameOf(lock).equals(own + LOCK)) {
                tidyAfter(lock);
            }
        }
        Instant oldest = Instant.now().minus(kept);
        for (Path bundle : list(NAME + "*" + SUFFIX)) {
            if (!hasOwner(bundle) && isOlder(bundle, oldest)) {
                delete(bundle);
            }
        }
    }

    /** The file has its name only once it is locked, or another process could take its owner for gone. */
    private FileChannel hold() throws IOException {
        Path unnamed = Files.createTempFile(folder, "tessera-enclave-starts", "");
        FileChannel channel = FileChannel.open(unnamed, StandardOpenOption.WRITE);
        channel.lock();
        Files.move(unnamed, folder.resolve(own + LOCK), StandardCopyOption.ATOMIC_MOVE);
        return channel;
    }

    private void tidyAfter(Path lock) throws IOException {
        try (FileChannel channel = FileChannel.open(lock, StandardOpenOption.WRITE);
                FileLock taken = channel.tryLock()) {
            if (taken != null) {
                String owner = nameOf(lock).substring(0, nameOf(lock).length() - LOCK.length());
                for (Path bundle : list(owner + "-*" + SUFFIX)) {
                    delete(bundle);
                }
                Files.deleteIfExists(lock);
            }
        } catch (NoSuchFileException | AccessDeniedException | OverlappingFileLockException notLeft) {
            LOG.debug("Another process, perhaps another user's, has its bundles here or tidies at this moment.");
        }
    }

    private boolean hasOwner(Path bundle) {
        int end = nameOf(bundle).lastIndexOf('-');
        return Files.exists(folder.resolve(nameOf(bundle).substring(0, Math.max(0, end)) + LOCK));
    }

    private List<Path> list(String names) throws IOException {
        try (DirectoryStream<Path> found = Files.newDirectoryStream(folder, names)) {
            List<Path> paths = new ArrayList<>();
            found.forEach(paths::add);
            return paths;
        }
    }

    private static void delete(Path bundle) throws IOException {
        if (Files.deleteIfExists(bundle)) {
            LOG.info("A bundle that was left from a load that did not end is deleted.");
        }
    }

    private static String nameOf(Path path) {
        return path.getFileName().toString();
    }

    private static boolean isOlder(Path bundle, Instant oldest) throws IOException {
        try {
            return Files.getLastModifiedTime(bundle).toInstant().isBefore(oldest);
        } catch (NoSuchFileException loaded) {
            return false;
        }
    }
}
