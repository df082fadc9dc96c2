package org.tessera.enclave.protocol;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;

/** Worked cases that stand beside the repository; a test that needs one is skipped, with the reason, when they are not there. */
public final class SharedFolder {
    private SharedFolder() {}

    /** A file of the folder, or the test is skipped. */
    public static Path file(String name) {
        Optional<Path> found = Stream.concat(named(), beside())
                .map(folder -> folder.resolve(name))
                .filter(Files::exists)
                .findFirst();
        Assumptions.assumeTrue(found.isPresent(), "skipped: the shared folder with " + name + " is not there");
        return found.orElseThrow();
    }

    private static Stream<Path> named() {
        @Nullable String folder = System.getProperty("TESSERA_SHARED", System.getenv("TESSERA_SHARED"));
        return Stream.ofNullable(folder).map(Path::of);
    }

    private static Stream<Path> beside() {
        Path here = Path.of("").toAbsolutePath();
        return Stream.of("../shared", "../../shared", "../../../shared").map(here::resolve);
    }
}
