package org.tessera.endtoend;

import java.time.Clock;
import java.util.concurrent.Callable;
import org.tessera.endtoend.compose.ComposeWorld;
import org.tessera.endtoend.world.Kept;
import org.tessera.endtoend.world.Places;
import org.tessera.endtoend.world.WorldLock;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ./run compose}: the world in containers, without a journey. {@code ./run demo --compose} makes the journey in it. */
@Command(
        name = "compose",
        mixinStandardHelpOptions = true,
        description = "The world in containers: up, down, reset, files or separation.")
final class ComposeCommand implements Callable<Integer> {
    /** What can be done. */
    enum Word {
        up,
        down,
        reset,
        files,
        separation
    }

    private static final String COMMAND = "./run compose up";

    @Parameters(index = "0", description = "${COMPLETION-CANDIDATES}")
    private Word word = Word.up;

    @Option(names = "--offline", description = "local substitutes for the public images")
    private boolean offline;

    @Override
    public Integer call() throws Exception {
        ComposeWorld world = new ComposeWorld(Places.find(), offline);
        switch (word) {
            case up -> {
                try (WorldLock _ = WorldLock.take(world.places(), COMMAND)) {
                    world.start();
                    Kept.mark(world.places(), COMMAND, Clock.systemUTC());
                }
                UpCommand.describe(world, "compose down");
            }
            case down -> world.stop().forEach(name -> System.out.println("  stopped " + name));
            case reset -> {
                try (WorldLock _ = WorldLock.take(world.places(), "./run compose reset")) {
                    world.reset();
                }
            }
            case files -> {
                world.writeFiles();
                System.out.println(
                        "Certificates, keys and passwords: " + world.places().home());
            }
            case separation -> {
                return world.proveSeparation(System.out) ? 0 : 1;
            }
        }
        return 0;
    }
}
