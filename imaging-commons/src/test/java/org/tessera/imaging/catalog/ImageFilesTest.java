package org.tessera.imaging.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImageFilesTest {
    @TempDir
    Path folder = Path.of("unset");

    @Test
    void what_a_killed_submission_left_is_removed_and_one_that_may_be_running_is_not() throws IOException {
        ImageFiles files = new ImageFiles(folder.toString());
        Instant now = Instant.now();
        assertThat(files.removeLeft(now)).as("nothing was ever brought").isZero();
        Path left = files.incoming();
        Path running = files.incoming();
        for (Path bundle : List.of(left, running)) {
            Path inside = Files.createDirectories(bundle.resolve("unpacked"));
            Files.writeString(inside.resolve("case.tsv"), "type");
            Files.writeString(bundle.resolve("bundle.zip"), "zip");
            age(bundle, now.minus(Duration.ofHours(5)));
        }
        Files.setLastModifiedTime(running.resolve("bundle.zip"), FileTime.from(now.minus(Duration.ofHours(1))));

        assertThat(files.removeLeft(now.minus(Duration.ofHours(4)))).isEqualTo(1);
        assertThat(left).doesNotExist();
        assertThat(running.resolve("unpacked/case.tsv")).exists();
    }

    private static void age(Path bundle, Instant written) throws IOException {
        try (Stream<Path> all = Files.walk(bundle)) {
            for (Path path : all.toList()) {
                Files.setLastModifiedTime(path, FileTime.from(written));
            }
        }
    }
}
