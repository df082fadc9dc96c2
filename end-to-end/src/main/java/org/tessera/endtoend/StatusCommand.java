package org.tessera.endtoend;

import java.util.Locale;
import org.tessera.endtoend.world.Server;
import org.tessera.endtoend.world.ServerProcess;
import picocli.CommandLine.Command;

/** {@code ./run status}: what runs, with which pid and how much memory. */
@Command(name = "status", mixinStandardHelpOptions = true, description = "What runs, with its pid and memory.")
final class StatusCommand implements Runnable {
    @Override
    public void run() {
        for (Server server : Main.world().servers()) {
            ServerProcess process = server.process();
            String state = process.handle()
                    .map(handle -> String.format(
                            Locale.ROOT, "running  pid %-8d %4d MiB", handle.pid(), process.residentMebibytes()))
                    .orElse("stopped");
            System.out.println(String.format(Locale.ROOT, "%-28s%s", process.name(), state));
        }
    }
}
