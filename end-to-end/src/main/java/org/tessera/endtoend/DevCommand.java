package org.tessera.endtoend;

import java.util.List;
import java.util.concurrent.Callable;
import org.tessera.endtoend.world.Service;
import org.tessera.endtoend.world.ServiceSpec;
import org.tessera.endtoend.world.World;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code ./run dev <service>}: the world without that service, and that service in Quarkus' development mode. */
@Command(name = "dev", description = "One service in development mode, everything else around it.")
final class DevCommand implements Callable<Integer> {
    @Parameters(
            index = "0",
            description = "imaging-commons, clinical-enclave, honest-broker or representativeness-service")
    private String service = "";

    @Override
    public Integer call() throws Exception {
        ServiceSpec spec = ServiceSpec.named(service);
        try (World world = Main.world()) {
            Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(world::stop));
            world.stop();
            world.reset();
            world.start(spec.clientId());
            return develop(world, world.service(spec));
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
