package org.tessera.endtoend.story;

import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import org.tessera.endtoend.journey.Ledgers;
import org.tessera.endtoend.journey.Scene;
import org.tessera.endtoend.world.Places;
import org.tessera.endtoend.world.Stage;

/** The last lines on the console: time per step, memory per server, where the results are. */
public final class Summary {
    private final Scene scene;
    private final PrintStream out;

    /** The summary of that journey. */
    public Summary(Scene scene, PrintStream out) {
        this.scene = scene;
        this.out = out;
    }

    /** Prints it. */
    public void tell() {
        out.println("\nTime per step");
        Duration sum = Duration.ZERO;
        for (var step : scene.teller().times().entrySet()) {
            sum = sum.plus(step.getValue());
            out.printf(Locale.ROOT, "  %6.1f s  %s%n", step.getValue().toMillis() / 1000.0, step.getKey());
        }
        out.printf(Locale.ROOT, "  %6.1f s  the whole journey%n", sum.toMillis() / 1000.0);
        out.println("\nMemory (resident now, and the most it was)");
        long total = 0;
        for (Stage.Memory memory : scene.world().memory()) {
            total += memory.now();
            out.printf(
                    Locale.ROOT,
                    "  %5d MiB  %-9s  %s%n",
                    memory.now(),
                    memory.peak() == 0 ? "" : memory.peak() + " MiB",
                    memory.server());
        }
        out.printf(Locale.ROOT, "  %5d MiB             all of them%n", total);
        out.println("\n" + left(scene.world().places(), scene.out()));
    }

    /** What lies in the folder of the results, and what can be done with it. */
    static String left(Places places, Path results) {
        return String.join(
                "\n",
                "The results lie in " + results,
                "  index.html   the whole journey on one page; open it in a browser: "
                        + results.resolve("index.html").toUri(),
                "  released/    the tables that left the enclave, as CSV and JSON",
                "  ledgers/     what every domain wrote down; check it again at any time with",
                "               " + places.run() + " " + Ledgers.again(results + "/"));
    }
}
