package org.tessera.endtoend.journey;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.tessera.endtoend.world.Stage;

/**
 * What every step of the journey has at hand.
 *
 * @param world the servers
 * @param cast the people
 * @param tools the command-line tools
 * @param teller tells the story
 * @param borders watches the channels
 * @param data the data set
 * @param out folder of the results
 * @param facts what was found so far
 */
public record Scene(
        Stage world, Cast cast, Tools tools, Teller teller, Borders borders, DataSet data, Path out, Facts facts) {
    /** Name of the imaging release and catalogue version. */
    public static final String IMAGING_RELEASE = "2026.1";

    /** Name of the clinical release. */
    public static final String CLINICAL_RELEASE = "R2026.1";

    /** Tells what crossed since the last time. */
    public void tellCrossings() {
        teller.crossed(borders.since());
    }

    /** A folder for what a hospital or the researcher keeps on her own computer. */
    public Path own(String who) {
        Path folder = world.places().home().resolve("outside").resolve(who);
        try {
            return Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Writes a file into the results. */
    public Path keep(String name, byte[] bytes) {
        try {
            Path file = out.resolve(name);
            Files.createDirectories(file.toAbsolutePath().getParent());
            return Files.write(file, bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Every item of a list, whether it comes in pages or as a whole. */
    public static List<JsonNode> all(Person person, String path) {
        List<JsonNode> items = new ArrayList<>();
        String after = "";
        do {
            JsonNode page = person.get(path + (after.isEmpty() ? "" : "?after=" + encoded(after)))
                    .orThrow()
                    .json();
            page.path("items").forEach(items::add);
            after = page.path("next").asText("");
            after = after.equals("null") ? "" : after;
        } while (!after.isEmpty());
        return items;
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
