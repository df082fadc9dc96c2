package org.tessera.representativeness.distance;

import java.nio.file.Files;
import java.nio.file.Path;

/** The folder of worked cases that may stand beside the checkout; tests that need it are skipped without it. */
public final class SharedCases {
    private SharedCases() {}

    /** A file of it; need not exist. */
    public static Path file(String name) {
        String given = System.getenv("TESSERA_SHARED");
        if (given != null) {
            return Path.of(given, name);
        }
        Path beside = Path.of("../../shared", name);
        return Files.exists(beside) ? beside : Path.of("../shared", name);
    }
}
