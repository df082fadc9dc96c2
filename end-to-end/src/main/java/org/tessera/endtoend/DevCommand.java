package org.tessera.endtoend;

import java.time.Clock;
import java.util.List;
import java.util.concurrent.Callable;
import org.tessera.endtoend.world.Interruption;
import org.tessera.endtoend.world.Kept;
import org.tessera.endtoend.world.Service;
import org.tessera.endtoend.world.ServiceSpec;
import org.tessera.endtoend.world.World;
import org.tessera.endtoend.world.WorldLock;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ./run dev <service>}: the world without that service, and that service in Quarkus' development mode. */
@Command(
        name = "dev",
        mixinStandardHelpOptions = true,
        description = "One service in development mode, everything else around it, with the data that were kept here.")
final class DevCommand implements Callable<Integer> {
    private static final String COMMAND = "./run dev";

    @Parameters(
            index = "0",
            paramLabel = "SERVICE",
            description = "imaging-commons, clinical-enclave, honest-broker or representativeness-service")
    private String service = "";

    @Option(names = "--fresh", description = "throw away what was kept and begin with empty databases")
    private boolean fresh;

    @Override
    public Integer call() throws Exception {
        ServiceSpec spec = ServiceSpec.named(service);
        World world = Main.world();
        try (WorldLock _ = WorldLock.take(world.places(), COMMAND)) {
            world.goOn(fresh);
            // Only now: what refuses to go on leaves the servers of before as they are.
            Interruption.ends(world);
            try {
                world.start(spec.clientId());
                Kept.mark(world.places(), COMMAND, Clock.systemUTC());
                return develop(world, world.service(spec));
            } finally {
                world.stop();
            }
        }
    }

    private static int develop(World world, Service service) throws Exception {
        ProcessBuilder maven = new ProcessBuilder(List.of(
                "mvn",
                "-ntp",
                "-pl",
                service.spec().clientId(),
                "-am",
                "-Dquarkus.analytics.disabled=true",
                "compile",
                "quarkus:dev"));
        maven.directory(world.places().root().toFile()).inheritIO();
        maven.environment().putAll(service.environment());
        Process development = maven.start();
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(() -> end(development)));
        return development.waitFor();
    }

    /** Maven's own end would leave the service, which is a process of its own, running. */
    private static void end(Process development) {
        development.descendants().forEach(ProcessHandle::destroy);
        development.destroy();
    }
}
