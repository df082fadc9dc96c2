package org.tessera.imaging.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UnpackingTest {
    @TempDir
    Path folder = Path.of("unset");

    private record Small(long archiveBytes, long unpackedBytes, int files, long ratio, int manifestBytes)
            implements SubmissionLimits {
        @Override
        public Duration loading() {
            return Duration.ofMinutes(1);
        }
    }

    private static final Small LIMITS = new Small(1_000_000, 64_000_000, 3, 50, 1_000);

    private Path zip(List<String> names, int bytes) throws IOException {
        Path archive = folder.resolve("a.zip");
        try (OutputStream out = Files.newOutputStream(archive);
                ZipOutputStream zip = new ZipOutputStream(out)) {
            for (String name : names) {
                zip.putNextEntry(new ZipEntry(name));
                zip.write(new byte[bytes]);
                zip.closeEntry();
            }
        }
        return archive;
    }

    private Path target() throws IOException {
        return Files.createDirectories(folder.resolve("out"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../up",
                "a/../../up",
                "/abs",
                "C:\\x",
                "a\\b",
                "a//b",
                "./a",
                "a/.hidden",
                "a/\u202Eevil",
                "a b",
                "~",
                ""
            })
    void a_name_that_could_leave_the_folder_is_refused(String name) throws IOException {
        Path archive = zip(List.of(name), 1);
        Path target = target();
        assertThatThrownBy(() -> new Unpacking(LIMITS, target).unpack(archive))
                .isInstanceOfSatisfying(
                        RefusedBundle.class,
                        refused -> assertThat(refused.kind()).isIn("bundle-path", "bundle-unreadable"));
        try (var all = Files.walk(target)) {
            assertThat(all.filter(Files::isRegularFile)).isEmpty();
        }
    }

    @Test
    void a_file_that_swells_is_refused_before_it_fills_the_disk() throws IOException {
        Path archive = zip(List.of("bomb"), 60_000_000);
        Path target = target();
        assertThatThrownBy(() -> new Unpacking(LIMITS, target).unpack(archive))
                .isInstanceOfSatisfying(
                        RefusedBundle.class,
                        refused -> assertThat(refused.kind()).isEqualTo("bundle-too-large"));
        assertThat(Files.size(target.resolve("bomb"))).isLessThan(9_000_000);
    }

    @Test
    void too_many_files_are_refused() throws IOException {
        Path archive = zip(List.of("a", "b", "c", "d"), 1);
        Path target = target();
        assertThatThrownBy(() -> new Unpacking(LIMITS, target).unpack(archive)).isInstanceOf(RefusedBundle.class);
    }

    @Test
    void a_file_that_would_be_a_folder_of_another_is_refused() throws IOException {
        Path archive = zip(List.of("a", "a/b"), 1);
        Path target = target();
        assertThatThrownBy(() -> new Unpacking(LIMITS, target).unpack(archive)).isInstanceOf(RefusedBundle.class);
    }

    @Test
    void digests_are_of_what_was_written() throws IOException {
        Path archive = zip(List.of("a/b.tsv"), 3);
        var files = new Unpacking(LIMITS, target()).unpack(archive);
        assertThat(files.get("a/b.tsv"))
                .isNotNull()
                .extracting(Unpacked.UnpackedFile::sha256)
                .isEqualTo("709e80c88487a2411e1ee4dfb9f22a861492d20c4765150c0c794abd70f8147c");
    }
}
