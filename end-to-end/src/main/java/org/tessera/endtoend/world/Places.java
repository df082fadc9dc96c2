package org.tessera.endtoend.world;

import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Where things stand on disk.
 *
 * @param root the repository
 * @param home the folder that holds everything of one world: secrets, keys, data, logs
 */
public record Places(Path root, Path home) {
    /** System property with the folder of the repository: the working folder is where the caller stands. */
    public static final String REPOSITORY = "tessera.repository";

    /**
     * The repository that {@code ./run} stands in ({@code tessera.repository}); without it, found from the working folder
     * upwards. Throws {@link IllegalStateException} outside of one.
     */
    public static Places find() {
        Path begin = Path.of(System.getProperty(REPOSITORY, "")).toAbsolutePath();
        for (Path at = begin; at != null; at = at.getParent()) {
            if (Files.isRegularFile(at.resolve("contracts/pom.xml"))) {
                return new Places(at, at.resolve(".tessera"));
            }
        }
        throw new IllegalStateException("Not inside the Tessera repository: change into it first.");
    }

    /** One log per process. */
    public Path logs() {
        return home().resolve("logs");
    }

    /** One file per running process: pid and start time. */
    public Path pids() {
        return home().resolve("pids");
    }

    /** Private keys, one folder per client. */
    public Path privateKeys(String clientId) {
        return home().resolve("keys/private").resolve(clientId);
    }

    /** Public keys of everybody. */
    public Path publicKeys() {
        return home().resolve("keys/public");
    }

    /** What a service keeps on disk besides its database. */
    public Path serviceFolder(String clientId) {
        return home().resolve("services").resolve(clientId);
    }

    /** Realm files as they are committed. */
    public Path realms() {
        return root.resolve("deploy/keycloak/realms");
    }

    /** How the caller types the script from where she stands. */
    public String run() {
        return Path.of("").toAbsolutePath().equals(root)
                ? "./run"
                : typed(root.resolve("run").toString());
    }

    /** A path as it can be typed in a shell. */
    public static String typed(String path) {
        return path.matches("[\\w./+-]*") ? path : "'" + path.replace("'", "'\\''") + "'";
    }

    /** The {@code java} command of the running JVM, which {@code ./run} has chosen. */
    public static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }
}
