package org.tessera.endtoend;

import java.time.Clock;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.tessera.endtoend.world.Accounts;
import org.tessera.endtoend.world.Interruption;
import org.tessera.endtoend.world.KafkaSettings;
import org.tessera.endtoend.world.Kept;
import org.tessera.endtoend.world.ServiceSpec;
import org.tessera.endtoend.world.Stage;
import org.tessera.endtoend.world.World;
import org.tessera.endtoend.world.WorldLock;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * {@code ./run up}: the servers alone, without a journey, left running. What was kept of an earlier {@code up}, {@code
 * demo --keep} or {@code dev} goes on.
 */
@Command(
        name = "up",
        mixinStandardHelpOptions = true,
        description = "Start the servers without a journey and leave them running, with the data that were kept here.")
final class UpCommand implements Callable<Integer> {
    private static final String COMMAND = "./run up";

    @Option(names = "--servers-only", description = "PostgreSQL, Keycloak and Kafka, without the services.")
    private boolean serversOnly;

    @Option(names = "--fresh", description = "throw away what was kept and begin with empty databases")
    private boolean fresh;

    @Override
    public Integer call() throws Exception {
        World world = Main.world();
        try (WorldLock _ = WorldLock.take(world.places(), COMMAND)) {
            world.goOn(fresh);
            Interruption interruption = Interruption.ends(world);
            boolean up = false;
            try {
                if (serversOnly) {
                    world.startServers();
                } else {
                    world.start();
                }
                up = true;
            } finally {
                if (!up) {
                    world.stop();
                }
            }
            Kept.mark(world.places(), COMMAND, Clock.systemUTC());
            describe(world, "stop");
            interruption.withdraw();
        }
        return 0;
    }

    /**
     * Prints addresses and where the accounts are.
     *
     * @param stop words after {@code ./run} that stop it
     */
    static void describe(Stage world, String stop) {
        KafkaSettings.write(world);
        System.out.println("\nThe servers are up, on this machine only:");
        ServiceSpec.all().forEach(service -> describe(service.clientId(), world.url(service) + "/q/openapi"));
        describe("page for researchers", world.url(ServiceSpec.REPRESENTATIVENESS) + "/page/");
        describe(
                "accounts, passwords",
                Accounts.write(world.places(), world.secrets()).toString());
        describe("logs", world.places().logs().toString());
        describe("stop them", world.places().run() + " " + stop);
    }

    private static void describe(String what, String where) {
        System.out.printf(Locale.ROOT, "  %-27s %s%n", what, where);
    }
}
