package org.tessera.endtoend.fire;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.tessera.endtoend.journey.Borders;
import org.tessera.endtoend.journey.Ledgers;
import org.tessera.endtoend.journey.Newcomers;
import org.tessera.endtoend.journey.Newcomers.Newcomer;
import org.tessera.endtoend.journey.Scene;
import org.tessera.endtoend.journey.SetAside;
import org.tessera.endtoend.journey.Travelled;
import org.tessera.endtoend.world.Server;
import org.tessera.endtoend.world.ServiceSpec;
import org.tessera.endtoend.world.World;

/**
 * Every server, PostgreSQL, Keycloak and Kafka too, is killed, paused and restarted, in a random order, while two hundred
 * requests are on their way: of each kind some at every server's turn. Afterwards every accepted request has ended, and
 * exactly once.
 */
@Tag("e2e")
@Order(7)
@ExtendWith(Travelled.class)
class UnderFireTest {
    private static final int REQUESTS = 200;

    private final Scene scene;
    private final World world;
    private final Client client = new Client();
    private final Hospital hospital;
    private final Random random = new Random();
    private final StringBuilder report = new StringBuilder();

    UnderFireTest(Travelled.Trip trip) {
        this.scene = trip.scene();
        this.world = trip.world();
        this.hospital = new Hospital(scene.tools());
    }

    private record Strike(Server server, Fault fault) {}

    @Test
    void every_accepted_request_ends_exactly_once() throws Exception {
        List<UnderFire> kinds = kinds();
        Map<ServiceSpec, Integer> quarantined = quarantined();
        sendAndStrike(kinds);
        for (UnderFire kind : kinds) {
            kind.awaitEnds();
        }
        Ledgers.Verified verified = Ledgers.verify(scene, "ledgers-under-fire");
        say("ledgers: " + verified.said());
        say(client.accepted() + " requests accepted, " + client.again() + " attempts and " + hospital.again()
                + " runs of data-partner made again; refused: " + client.refused());
        Crossings crossings = new Crossings(SetAside.events(world));
        try (Borders borders = new Borders(world, crossings)) {
            borders.since();
        }
        say(crossings.repeated() + " messages were sent a second time, each with its first id");
        scene.keep("under-fire.txt", report.toString().getBytes(StandardCharsets.UTF_8));
        assertThat(verified.hold()).as(verified.said()).isTrue();
        History history = History.read(scene.out().resolve("ledgers-under-fire"));
        for (UnderFire kind : kinds) {
            kind.countOnce(new UnderFire.Aftermath(crossings, history));
        }
        assertThat(quarantined()).isEqualTo(quarantined);
        assertThat(client.refused().keySet()).allMatch(reason -> reason.startsWith("429 budget-account"));
        assertThat(client.accepted()).isGreaterThan(REQUESTS);
    }

    private List<UnderFire> kinds() throws IOException {
        String project = scene.facts().noted("project").orElseThrow();
        List<Newcomer> atCommons = newcomers(ServiceSpec.COMMONS, "registered");
        List<Newcomer> atEnclave = newcomers(ServiceSpec.ENCLAVE, "researcher");
        return List.of(
                new Explorations(scene, client),
                new Matches(scene, client, project),
                new Downloads(scene, client, project),
                new TableUploads(scene, client, project),
                new AccountLinks(atCommons, atEnclave, client),
                new DataUseRequests(scene, atEnclave, client),
                new TokenBatches(scene, world, hospital),
                new OptOuts(scene, world, hospital));
    }

    private List<Newcomer> newcomers(ServiceSpec service, String role) {
        int number = Fault.values().length * world.servers().size();
        return Newcomers.register(
                world, service, role, "under-fire-" + service.realm() + "-", number, Clock.systemUTC());
    }

    private void sendAndStrike(List<UnderFire> kinds) throws Exception {
        Map<Strike, List<Callable<Void>>> turns = turns(kinds);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> sent = new ArrayList<>();
            for (Strike strike : strikes()) {
                turns.getOrDefault(strike, List.of()).forEach(turn -> sent.add(threads.submit(turn)));
                befall(strike);
            }
            for (Future<?> each : sent) {
                each.get();
            }
        }
    }

    /** Every fault of every server, in a random order. */
    private List<Strike> strikes() {
        List<Strike> strikes = new ArrayList<>();
        for (Server server : world.servers()) {
            for (Fault fault : Fault.values()) {
                strikes.add(new Strike(server, fault));
            }
        }
        Collections.shuffle(strikes, random);
        return strikes;
    }

    /** What is sent during each strike: at every server some of every kind. */
    private Map<Strike, List<Callable<Void>>> turns(List<UnderFire> kinds) {
        Map<Strike, List<Callable<Void>>> turns = new HashMap<>();
        for (UnderFire kind : kinds) {
            int number = 0;
            for (Server server : world.servers()) {
                List<Fault> faults = new ArrayList<>(List.of(Fault.values()));
                Collections.shuffle(faults, random);
                for (Fault fault : faults.subList(0, kind.times())) {
                    turns.computeIfAbsent(new Strike(server, fault), any -> new ArrayList<>())
                            .add(turn(kind, number++));
                }
            }
        }
        return turns;
    }

    /** Begins before the strike, or while it lasts. */
    private Callable<Void> turn(UnderFire kind, int number) {
        return () -> {
            Thread.sleep(random.nextLong(0, 2500));
            kind.send(number);
            return null;
        };
    }

    private void befall(Strike strike) throws Exception {
        Thread.sleep(random.nextLong(200, 1500));
        long begin = System.nanoTime();
        strike.fault().befall(strike.server(), random);
        say(String.format(
                Locale.ROOT,
                "%-10s %-26s well again after %.1f s",
                strike.fault(),
                strike.server().process().name(),
                (System.nanoTime() - begin) / 1e9));
    }

    private Map<ServiceSpec, Integer> quarantined() {
        Map<ServiceSpec, Integer> held = new HashMap<>();
        for (ServiceSpec service : ServiceSpec.all()) {
            held.put(
                    service,
                    Scene.all(Ledgers.auditor(scene, service), "/quarantine").size());
        }
        return held;
    }

    private void say(String line) {
        System.out.println("    " + line);
        report.append(line).append('\n');
    }
}
