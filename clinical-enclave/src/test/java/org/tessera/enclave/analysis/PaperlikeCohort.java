package org.tessera.enclave.analysis;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The synthetic cohort of the worked case, one observation per image. */
final class PaperlikeCohort {
    private PaperlikeCohort() {}

    static List<Observation> read(Path csv) throws IOException {
        return Files.readAllLines(csv).stream()
                .skip(1)
                .map(line -> line.split(",", -1))
                .map(cells -> new Observation(
                        cells[2],
                        "1".equals(cells[6]),
                        Map.of(
                                "index10",
                                Double.parseDouble(cells[3]) / 0.1,
                                "cci3",
                                Double.parseDouble(cells[4]),
                                "low_map",
                                Double.parseDouble(cells[5]))))
                .toList();
    }
}
