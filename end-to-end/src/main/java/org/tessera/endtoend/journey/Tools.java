package org.tessera.endtoend.journey;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.tessera.endtoend.world.Places;
import org.tessera.endtoend.world.Stage;

/** The hospital's and the researcher's command-line tools, run as the processes they are. */
public final class Tools {
    private final Stage world;

    /** The tools in this world. */
    public Tools(Stage world) {
        this.world = world;
    }

    /** Runs {@code data-partner} as that partner; returns what it said. */
    public List<String> partner(String partner, String... arguments) {
        Map<String, String> environment = new HashMap<>();
        environment.put("TESSERA_CLIENT_ID", partner);
        environment.put("TESSERA_CLIENT_SECRET", world.secrets().ofClient(partner));
        environment.put(
                "TESSERA_PRIVATE_KEYS", world.places().privateKeys(partner).toString());
        environment.put("TESSERA_PUBLIC_KEYS", world.places().publicKeys().toString());
        return run("org.tessera.partner.Main", environment, arguments);
    }

    /** Runs {@code imaging-index}; the token, if any, goes through the environment. */
    public List<String> index(String token, String... arguments) {
        return run("org.tessera.index.Main", Map.of("TESSERA_TOKEN", token), arguments);
    }

    private List<String> run(String main, Map<String, String> environment, String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                Places.java(),
                "-Xmx512m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                main));
        command.addAll(Arrays.asList(arguments));
        Path log = log(main);
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().putAll(world.toolEnvironment());
        builder.environment().putAll(environment);
        try {
            Process process = builder.start();
            List<String> said = new ArrayList<>();
            try (BufferedReader lines =
                    new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
                lines.lines().forEach(said::add);
            }
            int code = process.waitFor();
            Files.write(log, said, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            if (code != 0) {
                throw new Unexpected(main + " " + arguments[0] + " ended with " + code + "; its last words in " + log
                        + ": " + String.join(" | ", last(log)));
            }
            return said;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private Path log(String main) {
        String name = main.contains("partner") ? "data-partner.log" : "imaging-index.log";
        try {
            return Files.createDirectories(world.places().logs()).resolve(name);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> last(Path log) throws IOException {
        List<String> lines = Files.readAllLines(log);
        return lines.subList(Math.max(0, lines.size() - 5), lines.size());
    }
}
