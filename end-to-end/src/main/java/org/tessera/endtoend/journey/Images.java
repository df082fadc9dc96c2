package org.tessera.endtoend.journey;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Step 6: both ways to the images, and an index of each on the researcher's own computer. */
final class Images {
    private final Scene scene;
    private final Teller teller;

    Images(Scene scene) {
        this.scene = scene;
        this.teller = scene.teller();
    }

    /** The table of the way on which no id leaves; the other way is compared with it. */
    void fetch(boolean matched) {
        teller.step("6. Both ways to the images; an index of each on the researcher's own computer");
        Map<String, String> released = matched ? byReleasedList() : Map.of();
        Map<String, String> whole = byWholeCohort();
        if (!released.isEmpty()) {
            long equal = released.entrySet().stream()
                    .filter(entry -> entry.getValue().equals(whole.get(entry.getKey())))
                    .count();
            teller.found(
                    "rosalind",
                    "both ways give the same index for " + equal + " of the " + released.size()
                            + " images of the released list");
        }
        scene.tellCrossings();
    }

    /** The published way: the matched commons ids leave by a reviewed request. */
    private Map<String, String> byReleasedList() {
        boolean released = new Egress(scene)
                .release(
                        "matched identifiers with eligible images",
                        List.of(Egress.wanted("matched-identifiers", Map.of("eligible", "true"))));
        Path list = scene.facts().released().get("eligible-identifiers.csv");
        if (!released || list == null) {
            teller.found("rosalind", "the way by a released list is closed; the whole cohort is open to everybody");
            return Map.of();
        }
        try {
            List<String> ids = Files.readAllLines(list).stream()
                    .skip(1)
                    .filter(line -> !line.isBlank())
                    .toList();
            byte[] manifest = scene.cast()
                    .rosalind
                    .post("/manifests", Map.of("submitterIds", ids, "filter", Exploration.filter()))
                    .orThrow()
                    .body();
            scene.facts().count("ids on the released list", ids.size());
            return indexed("released-list", manifest);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The way on which no id leaves: everything in the public cohort is fetched. */
    private Map<String, String> byWholeCohort() {
        String cohort = scene.facts().noted("cohort").orElseThrow();
        byte[] manifest = scene.cast()
                .rosalind
                .get("/cohorts/" + cohort + "/manifest")
                .orThrow()
                .body();
        return indexed("whole-cohort", manifest);
    }

    private Map<String, String> indexed(String way, byte[] manifest) {
        Path folder = scene.own("rosalind").resolve(way);
        Path list = folder.resolve("manifest.csv");
        Path images = folder.resolve("images");
        Path table = folder.resolve("imaging-index.csv");
        try {
            Files.createDirectories(folder);
            Files.write(list, manifest);
            if (Files.readAllLines(list).size() < 2) {
                teller.found("rosalind", way + ": there is no image to fetch");
                return Map.of();
            }
            tell(
                    way,
                    scene.tools()
                            .index(
                                    scene.cast().rosalind.token(),
                                    "fetch",
                                    "--manifest",
                                    list.toString(),
                                    "--commons",
                                    scene.world().url(org.tessera.endtoend.world.ServiceSpec.COMMONS),
                                    "--out",
                                    images.toString()));
            tell(
                    way,
                    scene.tools()
                            .index(
                                    "",
                                    "index",
                                    "--manifest",
                                    list.toString(),
                                    "--images",
                                    images.toString(),
                                    "--out",
                                    table.toString()));
            scene.facts().note("table " + way, table.toString());
            scene.facts().note("manifest " + way, list.toString());
            return indices(table);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void tell(String way, List<String> said) {
        if (!said.isEmpty()) {
            teller.did("imaging-index", way + ": " + said.getLast());
        }
    }

    private static Map<String, String> indices(Path table) throws IOException {
        Map<String, String> indices = new HashMap<>();
        for (String line : Files.readAllLines(table)) {
            String[] fields = line.split(",");
            if (fields.length == 4 && !fields[0].equals("submitter_id")) {
                indices.put(fields[2], fields[3]);
            }
        }
        return indices;
    }
}
