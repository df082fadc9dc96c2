package org.tessera.broker.linkage;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** Data sets of others, in the folder that TESSERA_SHARED names or beside the project; not part of it. */
final class SharedData {
    private SharedData() {}

    static Optional<Path> file(String name) {
        String configured = System.getenv().getOrDefault("TESSERA_SHARED", System.getProperty("TESSERA_SHARED", ""));
        return Stream.of(configured, "../../shared")
                .filter(folder -> !folder.isEmpty())
                .map(folder -> Path.of(folder, "data", name))
                .filter(Files::isRegularFile)
                .findFirst();
    }
}
