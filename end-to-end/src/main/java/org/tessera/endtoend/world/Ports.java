package org.tessera.endtoend.world;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The ports of the local world, all on 127.0.0.1. TESSERA_PORT_OFFSET moves all of them, for a second world on one
 * machine.
 */
public final class Ports {
    private static final int OFFSET =
            Integer.parseInt(Objects.requireNonNullElse(System.getenv("TESSERA_PORT_OFFSET"), "0"));

    /** PostgreSQL. */
    public static final int POSTGRES = at(15432);

    /** Keycloak, and its health. */
    public static final int KEYCLOAK = at(8180);

    /** Keycloak's management port. */
    public static final int KEYCLOAK_MANAGEMENT = at(8190);

    /** Kafka for services and partners. */
    public static final int KAFKA = at(19092);

    /** Kafka for its own administrator. */
    public static final int KAFKA_BROKER = at(19093);

    /** Kafka's controller. */
    public static final int KAFKA_CONTROLLER = at(19094);

    private Ports() {}

    /** That port in this world. */
    static int at(int port) {
        return port + OFFSET;
    }

    /** Every port that must be free, with what wants it. */
    public static Map<Integer, String> wanted() {
        Map<Integer, String> wanted = new TreeMap<>(Map.of(
                POSTGRES, "PostgreSQL",
                KEYCLOAK, "Keycloak",
                KEYCLOAK_MANAGEMENT, "Keycloak's management",
                KAFKA, "Kafka",
                KAFKA_BROKER, "Kafka's administration",
                KAFKA_CONTROLLER, "Kafka's controller"));
        ServiceSpec.all().forEach(service -> wanted.put(service.port(), service.clientId()));
        return wanted;
    }

    /** Throws {@link Trouble} that names every busy port, what wants it and, where it can be seen, what holds it. */
    public static void requireFree() {
        List<String> busy = wanted().entrySet().stream()
                .filter(entry -> !free(entry.getKey()))
                .map(entry -> "port " + entry.getKey() + " (for " + entry.getValue() + ")"
                        + holder(entry.getKey())
                                .map(name -> " is held by " + name)
                                .orElse(" is in use"))
                .toList();
        if (!busy.isEmpty()) {
            throw new Trouble("The world cannot start: " + String.join("; ", busy) + ".");
        }
    }

    private static boolean free(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return true;
        } catch (IOException taken) {
            return false;
        }
    }

    /** The command and pid that listen there, as far as /proc shows it. */
    static Optional<String> holder(int port) {
        try {
            Optional<String> inode =
                    listening(Path.of("/proc/net/tcp"), port).or(() -> listening(Path.of("/proc/net/tcp6"), port));
            return inode.flatMap(Ports::owner);
        } catch (RuntimeException unreadable) {
            return Optional.empty();
        }
    }

    private static Optional<String> listening(Path table, int port) {
        String suffix = String.format(Locale.ROOT, ":%04X", port);
        try (Stream<String> lines = Files.lines(table)) {
            return lines.map(line -> line.trim().split("\\s+"))
                    .filter(fields -> fields.length > 9 && fields[1].endsWith(suffix) && fields[3].equals("0A"))
                    .map(fields -> fields[9])
                    .findFirst();
        } catch (IOException notLinux) {
            return Optional.empty();
        }
    }

    private static Optional<String> owner(String inode) {
        String link = "socket:[" + inode + "]";
        return ProcessHandle.allProcesses()
                .filter(process -> holds(process.pid(), link))
                .map(process -> process.info().command().orElse("a process") + " (pid " + process.pid() + ")")
                .findFirst();
    }

    private static boolean holds(long pid, String link) {
        try (Stream<Path> descriptors = Files.list(Path.of("/proc", Long.toString(pid), "fd"))) {
            return descriptors.anyMatch(descriptor -> {
                try {
                    return Files.readSymbolicLink(descriptor).toString().equals(link);
                } catch (IOException gone) {
                    return false;
                }
            });
        } catch (IOException notMine) {
            return false;
        }
    }
}
