package org.tessera.enclave.omop.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.MemorySize;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BundleFolderTest {
    @TempDir
    Path folder;

    @Test
    void what_a_killed_load_left_goes_at_the_start_and_at_the_next_load() throws IOException {
        BundleFolder bundles = new BundleFolder(settings(folder));
        Path left = file("tessera-enclave-bundle1.zip", Duration.ofHours(5));
        bundles.start(new StartupEvent());
        assertThat(left).doesNotExist();

        Path again = file("tessera-enclave-bundle2.zip", Duration.ofHours(5));
        Path fresh = bundles.fresh();
        assertThat(again).doesNotExist();
        assertThat(fresh).isEmptyFile();
    }

    @Test
    void what_a_process_left_that_is_gone_goes_at_once() throws IOException {
        Path lock = file("tessera-enclave-bundle-dead.lock", Duration.ofMinutes(1));
        Path left = file("tessera-enclave-bundle-dead-1.zip", Duration.ofMinutes(1));
        new BundleFolder(settings(folder)).start(new StartupEvent());
        assertThat(left).doesNotExist();
        assertThat(lock).doesNotExist();
    }

    @Test
    void the_bundle_of_a_process_that_lives_stays_however_long_it_takes() throws IOException {
        BundleFolder other = new BundleFolder(settings(folder));
        other.start(new StartupEvent());
        Path loading = other.fresh();
        Files.setLastModifiedTime(loading, FileTime.from(Instant.now().minus(Duration.ofHours(5))));
        new BundleFolder(settings(folder)).start(new StartupEvent());
        assertThat(loading).exists();
    }

    @Test
    void a_bundle_that_may_still_be_loaded_stays_and_so_does_what_is_no_bundle() throws IOException {
        Path loading = file("tessera-enclave-bundle1.zip", Duration.ofHours(3));
        Path other = file("bundle.zip", Duration.ofHours(5));
        new BundleFolder(settings(folder)).start(new StartupEvent());
        assertThat(loading).exists();
        assertThat(other).exists();
    }

    @Test
    void a_folder_that_is_not_there_is_made() throws IOException {
        assertThat(new BundleFolder(settings(folder.resolve("spool"))).fresh()).hasParent(folder.resolve("spool"));
    }

    private Path file(String name, Duration age) throws IOException {
        Path file = Files.writeString(folder.resolve(name), "x");
        return Files.setLastModifiedTime(file, FileTime.from(Instant.now().minus(age)));
    }

    private static BundleSettings settings(Path folder) {
        return new BundleSettings() {
            @Override
            public Path folder() {
                return folder;
            }

            @Override
            public MemorySize maxBytes() {
                return new MemorySize(BigInteger.TEN);
            }

            @Override
            public MemorySize maxUnpackedBytes() {
                return new MemorySize(BigInteger.TEN);
            }

            @Override
            public int maxFiles() {
                return 1;
            }

            @Override
            public long maxRatio() {
                return 1;
            }

            @Override
            public Duration loadTimeout() {
                return Duration.ofHours(4);
            }
        };
    }
}
