package org.tessera.endtoend;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ThreadLocalRandom;
import javax.tools.ToolProvider;
import org.tessera.endtoend.world.Places;
import org.tessera.endtoend.world.Ports;
import org.tessera.endtoend.world.ServerProcess;

/**
 * A repository whose PostgreSQL and Keycloak are programs that start and never answer, and commands of its {@code ./run}
 * as processes of their own: what happens to servers when a command ends is seen without waiting for real ones.
 */
final class StandInRepository {
    /** A program that does nothing and does not end by itself. */
    static final String WAITS = "#!/bin/sh\nexec sleep 600\n";

    private static final String OFFSET = "TESSERA_PORT_OFFSET";

    private final Path root;
    private final Places places;

    StandInRepository(Path root) throws IOException {
        this.root = root;
        this.places = new Places(root, root.resolve(".tessera"));
        Path realms = Places.find().realms();
        Files.createDirectories(places.realms());
        for (String realm : Objects.requireNonNull(realms.toFile().list())) {
            Files.copy(realms.resolve(realm), places.realms().resolve(realm));
        }
        write("contracts/pom.xml", "");
        program(".tessera/postgres-binaries/bin/initdb", "#!/bin/sh\n");
        program(".tessera/postgres-binaries/bin/postgres", WAITS);
        program(
                "deploy/keycloak/target/dist/keycloak-1/bin/kc.sh",
                "#!/bin/sh\nmkdir -p \"$(dirname \"$0\")/../data/h2\"\n");
        keycloakThatWaits(root.resolve("deploy/keycloak/target/dist/keycloak-1/lib/quarkus-run.jar"));
    }

    /** Keycloak is started by the name of its class; a folder does for a jar. */
    private void keycloakThatWaits(Path jar) throws IOException {
        Path source = write("QuarkusEntryPoint.java", """
                package io.quarkus.bootstrap.runner;
                public class QuarkusEntryPoint {
                    public static void main(String[] arguments) throws Exception { Thread.sleep(600_000); }
                }
                """);
        Files.createDirectories(jar);
        if (ToolProvider.getSystemJavaCompiler().run(null, null, null, "-d", jar.toString(), source.toString()) != 0) {
            throw new IllegalStateException("the stand-in of Keycloak could not be compiled");
        }
    }

    /** Where things stand in it. */
    Places places() {
        return places;
    }

    /** The process of that name in its world. */
    ServerProcess server(String name) {
        return new ServerProcess(places, name);
    }

    /** Writes a program. */
    void program(String name, String text) throws IOException {
        Files.setPosixFilePermissions(write(name, text), PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private Path write(String name, String text) throws IOException {
        Path file = root.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text);
    }

    /** Begins a command as {@code ./run} does, on ports that nobody has. */
    Process begin(String... words) throws IOException {
        List<String> command = new ArrayList<>();
        if (Files.exists(Path.of("/proc"))) {
            // What a script starts in the background ignores Ctrl+C; these tests may be started so.
            command.addAll(List.of("env", "--default-signal=INT"));
        }
        command.addAll(List.of(
                Places.java(),
                "-XX:TieredStopAtLevel=1",
                "-D" + Places.REPOSITORY + "=" + root,
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName()));
        command.addAll(List.of(words));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.redirectOutput(said().toFile());
        builder.environment().putAll(Map.of(OFFSET, Integer.toString(freeOffset())));
        return builder.start();
    }

    /** What the command said. */
    Path said() {
        return root.resolve("said.txt");
    }

    private static int freeOffset() {
        int here = Integer.parseInt(Objects.requireNonNullElse(System.getenv(OFFSET), "0"));
        return ThreadLocalRandom.current()
                .ints(100, 3000)
                .filter(more -> Ports.wanted().keySet().stream().allMatch(port -> free(port + more)))
                .map(more -> here + more)
                .findFirst()
                .orElseThrow();
    }

    private static boolean free(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return true;
        } catch (IOException taken) {
            return false;
        }
    }
}
