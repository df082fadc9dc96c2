package org.tessera.endtoend.fire;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.tessera.endtoend.journey.Database;
import org.tessera.endtoend.journey.Scene;
import org.tessera.endtoend.journey.Strangers;
import org.tessera.endtoend.world.ServiceSpec;
import org.tessera.endtoend.world.World;

/**
 * Token batches of both hospitals, of a few persons each and under a release of its own. Nobody is among them who may opt out
 * meanwhile: her tokens would be gone.
 */
final class TokenBatches implements UnderFire {
    private static final int PERSONS = 10;
    private static final Pattern SENT = Pattern.compile("sent batch (\\S+) to honest-broker: (\\d+) references.*");

    private final Scene scene;
    private final World world;
    private final Hospital hospital;
    private final Set<String> mayOptOut = new HashSet<>();
    private final Map<Integer, Batch> batches = new ConcurrentHashMap<>();

    TokenBatches(Scene scene, World world, Hospital hospital) throws IOException {
        this.scene = scene;
        this.world = world;
        this.hospital = hospital;
        Strangers strangers = Strangers.of(scene.data());
        mayOptOut.addAll(strangers.cases());
        mayOptOut.addAll(strangers.patients());
    }

    private record Batch(String id, int references) {}

    @Override
    public int times() {
        return Hospital.TIMES;
    }

    @Override
    public void send(int number) throws IOException, InterruptedException {
        boolean imaging = number % 2 == 0;
        Path all = imaging ? scene.data().imagingRegister() : scene.data().clinicalRegister();
        Path some = scene.own("hospitals").resolve("under-fire-" + number + ".csv");
        Files.write(
                some,
                Files.readAllLines(all).stream()
                        .filter(line -> !mayOptOut.contains(line.substring(0, line.indexOf(','))))
                        .limit(PERSONS + 1) // with the header
                        .toList());
        List<String> words = new ArrayList<>(List.of("tokens", "--pii", some.toString()));
        words.addAll(List.of("--domain", imaging ? "imaging" : "clinical", "--release", release(number)));
        words.addAll(List.of("--link-secret", secret("link-secret.hex"), "--epoch", "2026-1"));
        if (!imaging) {
            words.addAll(List.of("--reference-key", secret("reference-key.hex")));
        }
        String said = hospital.insists(imaging ? Hospital.LAKESIDE : Hospital.RIVERSIDE, words)
                .getLast();
        Matcher sent = SENT.matcher(said);
        assertThat(sent.matches()).as(said).isTrue();
        batches.put(number, new Batch(sent.group(1), Integer.parseInt(sent.group(2))));
    }

    private String secret(String name) {
        return scene.own("hospitals").resolve(name).toString();
    }

    private static String release(int number) {
        return "under-fire-" + number;
    }

    @Override
    public void awaitEnds() {
        scene.cast()
                .oper
                .await(
                        "/holdings",
                        "every batch",
                        page -> page.path("items")
                                .findValuesAsText("release")
                                .containsAll(batches.keySet().stream()
                                        .map(TokenBatches::release)
                                        .toList()));
    }

    @Override
    public void countOnce(Aftermath after) throws Exception {
        for (Map.Entry<Integer, Batch> each : batches.entrySet()) {
            Batch batch = each.getValue();
            assertThat(after.history().of(ServiceSpec.BROKER, batch.id())).containsExactly("token-batch.stored");
            assertThat(after.crossings().about("token-batch", batch.id())).isEqualTo(1);
            assertThat(Database.value(
                            world,
                            ServiceSpec.BROKER,
                            "SELECT sum(records) FROM holding WHERE release = '" + release(each.getKey()) + "'"))
                    .contains(Integer.toString(batch.references()));
        }
        assertThat(after.history().times(ServiceSpec.BROKER, "token-batch.stored"))
                .isEqualTo(after.crossings().of("token-batch"));
    }
}
