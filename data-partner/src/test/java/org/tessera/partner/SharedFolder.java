package org.tessera.partner;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds open data that stands beside the repository; the test is skipped, with the reason, where it does not. */
public final class SharedFolder {
    private SharedFolder() {}

    /** The file below the shared folder: TESSERA_SHARED, or a sibling of the repository. */
    public static Path file(String path) {
        List<Path> candidates = new ArrayList<>();
        add(candidates, System.getProperty("TESSERA_SHARED"));
        add(candidates, System.getenv("TESSERA_SHARED"));
        for (Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
            candidates.add(folder.resolve("shared"));
        }
        Path found = candidates.stream()
                .map(folder -> folder.resolve(path))
                .filter(Files::exists)
                .findFirst()
                .orElse(Path.of("absent"));
        assumeTrue(Files.exists(found), "skipped: shared/" + path + " is not beside the repository");
        return found;
    }

    private static void add(List<Path> candidates, @Nullable String folder) {
        if (folder != null) {
            candidates.add(Path.of(folder));
        }
    }
}
