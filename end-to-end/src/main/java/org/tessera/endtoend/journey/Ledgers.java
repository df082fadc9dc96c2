package org.tessera.endtoend.journey;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.tessera.endtoend.world.Places;
import org.tessera.endtoend.world.ServiceSpec;
import org.tessera.envelope.ledger.LedgerCommand;
import picocli.CommandLine;

/**
 * The four ledgers, fetched by each domain's auditor and verified offline, against each other too. Heads go on travelling
 * while they are fetched, so each is fetched twice: what the first exports received, the second ones of the writers know.
 */
public final class Ledgers {
    /** The sealer seals every second, heads travel every five: after that the last entries of all sides are in the chain. */
    private static final Duration UNTIL_SEALED = Duration.ofSeconds(6);

    /** What a reader has received by now, its writer's sealer has in the chain by then. */
    private static final Duration BETWEEN = Duration.ofSeconds(3);

    /** Folder of the results with the public keys of this world: the next one has others. */
    private static final String KEYS = "public-keys";

    private Ledgers() {}

    /**
     * What the verification said.
     *
     * @param hold whether all ledgers hold and agree
     * @param said its words
     */
    public record Verified(boolean hold, String said) {}

    /** Words after {@code ./run} that verify the ledgers of the journey again, whatever world there is by then. */
    public static String again(String results) {
        return "ledger verify " + Places.typed(results + "ledgers/") + "*.ndjson --keys "
                + Places.typed(results + KEYS);
    }

    /** Fetches all ledgers into that folder of the results, the public keys beside it, and verifies them. */
    public static Verified verify(Scene scene, String folder) throws InterruptedException {
        Thread.sleep(UNTIL_SEALED);
        List<Path> exports = new ArrayList<>(fetch(scene, folder, 1));
        Thread.sleep(BETWEEN);
        exports.addAll(fetch(scene, folder, 2));
        return verify(scene, exports);
    }

    /** Verifies these exports, each by itself and against each other. */
    static Verified verify(Scene scene, List<Path> exports) {
        List<String> arguments = new ArrayList<>(List.of("verify"));
        exports.forEach(export -> arguments.add(export.toString()));
        arguments.add("--keys");
        arguments.add(keepKeys(scene).toString());
        StringWriter said = new StringWriter();
        CommandLine command = LedgerCommand.commandLine();
        command.setOut(new PrintWriter(said, true)).setErr(new PrintWriter(said, true));
        int code = command.execute(arguments.toArray(String[]::new));
        return new Verified(code == 0, said.toString().strip());
    }

    private static Path keepKeys(Scene scene) {
        try (Stream<Path> keys = Files.list(scene.world().places().publicKeys())) {
            for (Path key : keys.toList()) {
                scene.keep(KEYS + "/" + key.getFileName(), Files.readAllBytes(key));
            }
            return scene.out().resolve(KEYS);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Path> fetch(Scene scene, String folder, int time) {
        List<Path> files = new ArrayList<>();
        for (ServiceSpec service : ServiceSpec.all()) {
            byte[] ledger = auditor(scene, service).get("/ledger").orThrow().body();
            files.add(scene.keep(folder + "/" + service.clientId() + "-" + time + ".ndjson", ledger));
        }
        return files;
    }

    /** Who reads the ledger and the quarantine of a service. */
    public static Person auditor(Scene scene, ServiceSpec service) {
        return switch (service.database()) {
            case "enclave" -> scene.cast().august;
            case "broker" -> scene.cast().aubrey;
            default -> scene.cast().audrey.at(scene.world().url(service));
        };
    }
}
