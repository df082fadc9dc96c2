package org.tessera.endtoend.journey;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.tessera.endtoend.world.Stage;

/** The ten steps of the main job, from two hospitals to released tables. */
public final class Journey {
    private final Scene scene;
    private final PrintStream out;

    private Journey(Scene scene, PrintStream out) {
        this.scene = scene;
        this.out = out;
    }

    /** Who listens to what passes by; the leak search does. */
    public record Listeners(Tap http, Borders.Witness channels) {
        /** Nobody. */
        public static final Listeners NONE = new Listeners(Tap.NONE, Borders.Witness.NONE);
    }

    /** Makes the journey in a running world; returns everything it found. */
    public static Scene make(
            Stage world, DataSet data, Path results, Listeners listeners, PrintStream out, InstantSource time)
            throws Exception {
        Cast cast = new Cast(world, time, listeners.http());
        try (Borders borders = new Borders(world, listeners.channels())) {
            Scene scene = new Scene(
                    world, cast, new Tools(world), new Teller(out, time), borders, data, results, new Facts());
            new Journey(scene, out).go();
            return scene;
        }
    }

    private void go() throws Exception {
        Hospitals hospitals = new Hospitals(scene);
        hospitals.send();
        hospitals.publish();
        new Exploration(scene).explore();
        new Approval(scene).apply();
        boolean matched = new Matching(scene).match();
        new Images(scene).fetch(matched);
        new Upload(scene).upload();
        new Study(scene).analyse();
        Results results = new Results(scene);
        results.export();
        results.distances();
        new Epilogue(scene).tell();
        compare();
    }

    /** What was found beside what the data set says is true, if it says so. */
    private void compare() throws IOException {
        out.println("\nFound, beside the truth that no domain has read");
        Map<String, Long> counts = scene.facts().counts();
        long found = Stream.of("UNIQUE", "AMBIGUOUS", "CONFLICT")
                .mapToLong(outcome -> counts.getOrDefault("cases linked " + outcome, 0L))
                .sum();
        scene.data().trulyLinked().ifPresent(truth -> line("cases with a clinical record, sure or not", found, truth));
        for (Map.Entry<String, Integer> planned :
                scene.data().planned("linkage").entrySet()) {
            if (!planned.getKey().equals("NONE")) {
                line(
                        "cases linked " + planned.getKey(),
                        counts.getOrDefault("cases linked " + planned.getKey(), 0L),
                        planned.getValue());
            }
        }
        for (Map.Entry<String, Integer> planned :
                scene.data().planned("verdict").entrySet()) {
            line(
                    "verdict " + planned.getKey(),
                    counts.getOrDefault("verdict " + planned.getKey(), 0L),
                    planned.getValue());
        }
    }

    private void line(String what, long found, long truth) {
        out.printf(Locale.ROOT, "  %-52s found %6d   true %6d%n", what, found, truth);
    }
}
