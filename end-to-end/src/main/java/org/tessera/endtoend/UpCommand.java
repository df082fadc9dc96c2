package org.tessera.endtoend;

import java.util.concurrent.Callable;
import org.tessera.endtoend.world.Accounts;
import org.tessera.endtoend.world.KafkaSettings;
import org.tessera.endtoend.world.ServiceSpec;
import org.tessera.endtoend.world.Stage;
import org.tessera.endtoend.world.World;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code ./run up}: the servers alone, without a journey, left running. */
@Command(name = "up", description = "Start the servers without a journey and leave them running.")
final class UpCommand implements Callable<Integer> {
    @Option(names = "--servers-only", description = "PostgreSQL, Keycloak and Kafka, without the services.")
    private boolean serversOnly;

    @Override
    public Integer call() throws Exception {
        World world = Main.world();
        world.stop();
        world.reset();
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
        describe(world, "./run stop");
        return 0;
    }

    /** Prints addresses and where the accounts are. */
    static void describe(Stage world, String stop) {
        System.out.println();
        ServiceSpec.all()
                .forEach(service ->
                        System.out.println("  " + service.clientId() + "  " + world.url(service) + "/q/openapi"));
        KafkaSettings.write(world);
        System.out.println("  accounts and passwords: " + Accounts.write(world.places(), world.secrets()));
        System.out.println("  logs: " + world.places().logs() + "     stop everything: " + stop);
    }
}
