package org.tessera.enclave.omop.adapter;

import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.jboss.logging.Logger;

/**
 * Where bundles lie while they are loaded. What a process left that was killed is deleted once no load can need it any
 * more: at the start and before the next bundle.
 */
@ApplicationScoped
class BundleFolder {
    private static final Logger LOG = Logger.getLogger(BundleFolder.class);
    private static final String NAME = "tessera-enclave-bundle";
    private static final String SUFFIX = ".zip";

    private final Path folder;
    private final Duration kept;

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
        return Files.createTempFile(folder, NAME, SUFFIX);
    }

    private void tidy() throws IOException {
        Files.createDirectories(folder);
        Instant oldest = Instant.now().minus(kept);
        try (DirectoryStream<Path> bundles = Files.newDirectoryStream(folder, NAME + "*" + SUFFIX)) {
            for (Path bundle : bundles) {
                if (isOlder(bundle, oldest) && Files.deleteIfExists(bundle)) {
                    LOG.info("A bundle that was left from a load that did not end is deleted.");
                }
            }
        }
    }

    private static boolean isOlder(Path bundle, Instant oldest) throws IOException {
        try {
            return Files.getLastModifiedTime(bundle).toInstant().isBefore(oldest);
        } catch (NoSuchFileException loaded) {
            return false;
        }
    }
}
