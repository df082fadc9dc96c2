package org.tessera.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.tessera.endtoend.journey.DataSet;
import org.tessera.endtoend.journey.Journey;
import org.tessera.endtoend.journey.Ledgers;
import org.tessera.endtoend.journey.Scene;
import org.tessera.endtoend.journey.Unexpected;
import org.tessera.endtoend.population.Population;
import org.tessera.endtoend.population.PopulationSpec;
import org.tessera.endtoend.world.Interruption;
import org.tessera.endtoend.world.Kept;
import org.tessera.endtoend.world.Places;
import org.tessera.endtoend.world.Progress;
import org.tessera.endtoend.world.ServiceSpec;
import org.tessera.endtoend.world.Trouble;
import org.tessera.endtoend.world.World;
import org.tessera.endtoend.world.WorldLock;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * {@code ./run load}: a fresh local world, one journey so that there are data, then the load, then a ladder of more and
 * more researchers without pauses. It ends by itself, and writes {@code load.md} beside Gatling's own pages.
 */
@Command(name = "load", mixinStandardHelpOptions = true, description = "Many researchers at once in the local world.")
public final class Main implements Callable<Integer> {
    private static final Logger QUIET = Logger.getLogger("");
    private static final long SEED = 20260101;

    private final Clock clock = Clock.systemUTC();
    private final Report report = new Report();

    @Option(names = "--researchers", defaultValue = "50", description = "how many at once (1 to 200; default 50)")
    private int researchers;

    @Option(names = "--minutes", defaultValue = "10", description = "how long (1 to 60; default 10)")
    private int minutes;

    @Option(names = "--think", defaultValue = "2", description = "seconds between two steps, on average (default 2)")
    private int think;

    @Option(names = "--ladder", split = ",", defaultValue = "2,5,10,20,40", description = "researchers of each rung")
    private List<Integer> ladder = List.of();

    @Option(names = "--rung", defaultValue = "45", description = "seconds of each rung (10 to 600; default 45)")
    private int rung;

    @Option(names = "--fresh", description = "throw away a world that was left here by up, dev or demo --keep")
    private boolean fresh;

    @Option(names = "--out", description = "folder for the results; default: load-results/<time>")
    private @Nullable Path out;

    private Main() {}

    /** Runs it and ends with its exit code: 1 when a request failed, was never answered, or a ledger does not hold. */
    public static void main(String[] arguments) {
        QUIET.setLevel(Level.OFF);
        CommandLine command = new CommandLine(new Main());
        command.setExecutionExceptionHandler((exception, line, parsed) -> {
            if (exception instanceof Trouble || exception instanceof Unexpected) {
                line.getErr().println("\n" + exception.getMessage());
                return exception instanceof Trouble trouble ? trouble.status() : 1;
            }
            throw exception;
        });
        System.exit(command.execute(arguments));
    }

    @Override
    public Integer call() throws Exception {
        int most = IntStream.concat(IntStream.of(researchers), ladder.stream().mapToInt(Integer::intValue))
                .max()
                .getAsInt();
        if (most > 200 || researchers < 1 || minutes < 1 || minutes > 60 || rung < 10 || rung > 600 || think < 0) {
            throw Trouble.beforehand(
                    "A load is bounded: 1 to 200 researchers, 1 to 60 minutes, rungs of 10 to 600 seconds.");
        }
        Places places = Places.find();
        try (WorldLock _ = WorldLock.take(places, "./run load")) {
            Kept.requireNone(places, fresh);
            return load(most, places, results(places));
        }
    }

    private int load(int most, Places places, Path folder) throws Exception {
        World world = new World(places, new Progress(System.out, clock));
        Interruption.ends(world);
        try {
            world.stop();
            world.reset();
            world.start();
            Scene scene = travel(places, world, folder);
            Path accounts = new Researchers(scene, clock).make(most, folder.resolve("accounts.csv"));
            System.out.println(most + " researchers have accounts and a project each.");
            return load(world, scene, accounts, folder);
        } finally {
            world.stop();
            Files.deleteIfExists(folder.resolve("accounts.csv"));
        }
    }

    private Scene travel(Places places, World world, Path folder) throws Exception {
        Path data = places.home().resolve("data-sets/load");
        Population.write(SEED, PopulationSpec.small(), data);
        return Journey.make(
                world, DataSet.open(data), folder.resolve("journey"), Journey.Listeners.NONE, System.out, clock);
    }

    private int load(World world, Scene scene, Path accounts, Path folder) throws IOException, InterruptedException {
        List<Step> steps;
        try (MemoryWatch memory = new MemoryWatch(world)) {
            steps = play(world, accounts, researchers, Duration.ofMinutes(minutes), think, folder.resolve("mixed"));
            report.say("%d researchers, %d minutes, about %d s between steps.".formatted(researchers, minutes, think));
            report.steps(steps);
            report.memory(memory.most());
        }
        List<Report.Rung> rungs = new ArrayList<>();
        for (int number : ladder) {
            List<Step> climbed =
                    play(world, accounts, number, Duration.ofSeconds(rung), 0, folder.resolve("ladder-" + number));
            rungs.add(
                    new Report.Rung(number, climbed.getFirst(), perSecond(climbed, "POST submit (disclosure check)")));
        }
        if (!rungs.isEmpty()) {
            report.ladder(rungs);
        }
        Ledgers.Verified ledgers = Ledgers.verify(scene, "ledgers");
        report.say("Ledgers afterwards: " + ledgers.said().lines().reduce("", (first, next) -> next));
        Path page = Files.writeString(folder.resolve("load.md"), report.toString());
        System.out.println("\n" + report + "Report: " + page + ", Gatling's pages beside it");
        return ledgers.hold() && steps.stream().allMatch(step -> step.failed() == 0) ? 0 : 1;
    }

    private static double perSecond(List<Step> steps, String name) {
        return steps.stream()
                .filter(step -> step.name().equals(name))
                .mapToDouble(Step::perSecond)
                .sum();
    }

    private static List<Step> play(World world, Path accounts, int number, Duration lasting, int think, Path results)
            throws IOException, InterruptedException {
        System.out.printf(Locale.ROOT, "%d researchers for %d s …%n", number, lasting.toSeconds());
        Path answers = results.resolve("answers.tsv");
        Parameters parameters = new Parameters(
                world.keycloak(),
                world.url(ServiceSpec.COMMONS),
                world.url(ServiceSpec.ENCLAVE),
                world.url(ServiceSpec.REPRESENTATIVENESS),
                accounts.toString(),
                answers.toString(),
                number,
                lasting,
                Duration.ofSeconds(think));
        List<Step> steps = new ArrayList<>(Step.read(Players.play(parameters, results)));
        steps.addAll(Answers.read(answers, lasting));
        return steps;
    }

    private Path results(Places places) throws IOException {
        String name = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss", Locale.ROOT)
                .withZone(ZoneOffset.UTC)
                .format(clock.instant());
        Path folder = out == null ? places.root().resolve("load-results").resolve(name) : out.toAbsolutePath();
        return Files.createDirectories(folder);
    }
}
