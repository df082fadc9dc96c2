package org.tessera.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.tessera.endtoend.world.Trouble;

/** Gatling in a process of its own, so that what it costs is not in the memory of what is measured. */
final class Players {
    private static final List<String> OPTIONS = List.of(
            "-Xmx512m",
            "-XX:+UseSerialGC",
            "--add-opens=java.base/java.lang=ALL-UNNAMED",
            "-Dgatling.charting.useGroupDurationMetric=true",
            "-Dgatling.charting.indicators.percentile1=50",
            "-Dgatling.charting.indicators.percentile2=95",
            "-Dgatling.charting.indicators.percentile3=99",
            "-Dgatling.charting.indicators.percentile4=100");

    private Players() {}

    /** Plays to the end; returns the folder with Gatling's own report. Throws {@link Trouble} when it could not play. */
    static Path play(Parameters parameters, Path results) throws IOException, InterruptedException {
        Files.createDirectories(results);
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(OPTIONS);
        parameters.toProperties().forEach((name, value) -> command.add("-D" + name + "=" + value));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), "io.gatling.app.Gatling"));
        command.addAll(List.of("--simulation", MixedJourney.class.getName(), "--results-folder", results.toString()));
        Path log = results.resolve("gatling.log");
        Process gatling = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        try {
            gatling.waitFor();
        } finally {
            gatling.destroy();
        }
        try (Stream<Path> folders = Files.list(results)) {
            return folders.filter(folder -> Files.exists(folder.resolve("js/stats.js")))
                    .max(Path::compareTo)
                    .orElseThrow(() -> new Trouble("Gatling made no report: see " + log));
        }
    }
}
