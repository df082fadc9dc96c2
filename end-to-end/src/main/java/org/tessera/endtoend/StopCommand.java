package org.tessera.endtoend;

import java.util.List;
import org.tessera.endtoend.world.Kept;
import org.tessera.endtoend.world.World;
import picocli.CommandLine.Command;

/** {@code ./run stop}: stops every server that is still running. */
@Command(name = "stop", mixinStandardHelpOptions = true, description = "Stop every server that still runs.")
final class StopCommand implements Runnable {
    @Override
    public void run() {
        try (World world = Main.world()) {
            List<String> stopped = world.stop();
            System.out.println(
                    stopped.isEmpty() ? "Nothing was running." : "Stopped " + String.join(", ", stopped) + ".");
            Kept.by(world.places()).ifPresent(_ -> System.out.println("Its data stay: ./run up goes on with them."));
        }
    }
}
