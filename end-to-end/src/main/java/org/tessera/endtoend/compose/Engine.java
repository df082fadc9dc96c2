package org.tessera.endtoend.compose;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.tessera.endtoend.world.Places;
import org.tessera.endtoend.world.Trouble;

/** The container engine, by its command line. */
final class Engine {
    private final Places places;
    private final boolean offline;

    /** {@code offline}: with the override that names local substitutes instead of public images. */
    Engine(Places places, boolean offline) {
        this.places = places;
        this.offline = offline;
    }

    /** Runs {@code docker compose} with these words, its output on the console; throws {@link Trouble} when it fails. */
    void compose(String... words) {
        List<String> command = new ArrayList<>(List.of("docker", "compose", "-f", "docker-compose.yml"));
        if (offline) {
            command.addAll(List.of("-f", "deploy/images/offline/docker-compose.yml"));
        }
        command.addAll(List.of(words));
        run(command, true);
    }

    /** Builds the images, and the substitutes that they and the others stand on. */
    void buildImages() {
        if (offline) {
            run(List.of("deploy/images/offline/build.sh"), true);
        }
        List<String> command = new ArrayList<>(List.of("deploy/images/build.sh"));
        if (offline) {
            command.add("--offline");
        }
        run(command, true);
    }

    /** Runs {@code docker} with these words and returns what it said. */
    String docker(String... words) {
        List<String> command = new ArrayList<>(List.of("docker"));
        command.addAll(List.of(words));
        return run(command, false);
    }

    private String run(List<String> command, boolean shown) {
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.directory(places.root().toFile());
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().put("TESSERA_STATE", places.home().toString());
        if (shown) {
            builder.inheritIO();
        } else {
            builder.redirectErrorStream(true);
        }
        try {
            Process process = builder.start();
            String said = shown ? "" : new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            int code = process.waitFor();
            if (code != 0) {
                throw new Trouble(String.join(" ", command) + " ended with " + code + ". " + said.strip());
            }
            return said;
        } catch (IOException e) {
            throw new Trouble(
                    "There is no command " + command.getFirst() + ": " + Path.of("deploy/README.md")
                            + " says what is needed.",
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
