package org.tessera.endtoend;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.tessera.endtoend.compose.ComposeWorld;
import org.tessera.endtoend.journey.DataSet;
import org.tessera.endtoend.journey.Journey;
import org.tessera.endtoend.journey.Scene;
import org.tessera.endtoend.population.Population;
import org.tessera.endtoend.population.PopulationSpec;
import org.tessera.endtoend.story.Page;
import org.tessera.endtoend.story.Summary;
import org.tessera.endtoend.world.Interruption;
import org.tessera.endtoend.world.Kept;
import org.tessera.endtoend.world.Places;
import org.tessera.endtoend.world.Progress;
import org.tessera.endtoend.world.Stage;
import org.tessera.endtoend.world.Trouble;
import org.tessera.endtoend.world.World;
import org.tessera.endtoend.world.WorldLock;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * {@code ./run demo}: the whole journey on real servers. Every run begins with empty databases and topics; a world that
 * was left to a person is thrown away only with {@code --fresh}.
 */
@Command(name = "demo", mixinStandardHelpOptions = true, description = "The whole journey on real servers.")
final class DemoCommand implements Callable<Integer> {
    private static final String COMMAND = "./run demo";
    private static final long SEED = 20260101;

    private final Clock clock = Clock.systemUTC();

    @Option(names = "--keep", description = "leave the servers running afterwards")
    private boolean keep;

    @Option(names = "--fresh", description = "throw away a world that was left here by --keep, up or dev")
    private boolean fresh;

    @Option(names = "--compose", description = "in containers (docker-compose.yml) instead of local processes")
    private boolean compose;

    @Option(names = "--offline", description = "with --compose: local substitutes for the public images")
    private boolean offline;

    @Option(names = "--data", description = "folder with a data set; default: the synthetic population")
    private @Nullable Path data;

    @Option(names = "--shape", defaultValue = "paper", description = "shape of the synthetic population")
    private String shape = "paper";

    @Option(names = "--out", description = "folder for the results; default: demo-results/<time>")
    private @Nullable Path out;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws Exception {
        refuseIdleOptions();
        Places places = Places.find();
        Stage world = compose ? new ComposeWorld(places, offline) : new World(places, new Progress(System.out, clock));
        try (WorldLock _ = WorldLock.take(world.places(), COMMAND)) {
            Kept.requireNone(world.places(), fresh);
            DataSet set = DataSet.open(data == null ? synthetic(places) : data.toAbsolutePath());
            travel(world, set, results(places));
        }
        return 0;
    }

    /** What would change nothing is most likely meant otherwise. */
    private void refuseIdleOptions() {
        if (offline && !compose) {
            throw new ParameterException(spec.commandLine(), "--offline goes with --compose only.");
        }
        if (data != null && spec.commandLine().getParseResult().hasMatchedOption("--shape")) {
            throw new ParameterException(
                    spec.commandLine(), "--shape is of the synthetic population, which --data takes the place of.");
        }
    }

    private void travel(Stage world, DataSet set, Path results) throws Exception {
        Interruption interruption = Interruption.ends(world);
        boolean started = false;
        boolean made = false;
        try {
            start(world);
            started = true;
            Scene scene = Journey.make(world, set, results, Journey.Listeners.NONE, System.out, clock);
            scene.keep(
                    "index.html",
                    new Page(scene.facts(), scene.teller(), clock).html().getBytes(StandardCharsets.UTF_8));
            new Summary(scene, System.out).tell();
            made = true;
        } finally {
            if (keep && started && interruption.withdraw()) {
                Kept.mark(world.places(), COMMAND + " --keep", clock);
                UpCommand.describe(world, compose ? "compose down" : "stop");
            } else {
                world.stop();
                System.out.println("\nEverything is stopped again.");
            }
            if (made) {
                tellNext(world.places().run());
            }
        }
    }

    private void tellNext(String run) {
        System.out.println(
                keep
                        ? "Log in with one of the accounts and go on from here: README.md and docs/ tell what there is."
                        : "Next: " + run + " demo --keep leaves the servers up, with accounts to log in; " + run
                                + " demo --data DIR makes the journey over a data set of yours (docs/data-set.md).");
    }

    private void start(Stage world) throws Exception {
        Instant begin = clock.instant();
        if (!world.stop().isEmpty()) {
            System.out.println("Stopped the servers of an earlier run.");
        }
        world.reset();
        System.out.println("Starting PostgreSQL, Keycloak, Kafka and the four services, reachable on 127.0.0.1");
        world.start();
        System.out.printf(
                Locale.ROOT,
                "All servers are up after %d s.%n",
                Duration.between(begin, clock.instant()).toSeconds());
    }

    private Path results(Places places) throws IOException {
        String name = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss", Locale.ROOT)
                .withZone(ZoneOffset.UTC)
                .format(clock.instant());
        Path folder = out == null ? places.root().resolve("demo-results").resolve(name) : out.toAbsolutePath();
        return Files.createDirectories(folder);
    }

    /** The synthetic population; the same seed gives the same bytes, so it is made once per shape. */
    private Path synthetic(Places places) throws IOException {
        Path folder = places.home().resolve("data-sets").resolve(shape);
        Path complete = folder.resolve("complete");
        if (!Files.exists(complete)) {
            System.out.println("Writing the synthetic population (" + shape + ") to " + folder);
            Population.write(SEED, spec(), folder);
            Files.writeString(complete, Map.of("seed", SEED) + "\n");
        }
        return folder;
    }

    private PopulationSpec spec() {
        try {
            return PopulationSpec.ofShape(shape);
        } catch (IllegalArgumentException unknown) {
            throw Trouble.beforehand(String.valueOf(unknown.getMessage()));
        }
    }
}
