package org.tessera.endtoend.population;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.tessera.endtoend.population.Concepts.Comorbidity;
import org.tessera.endtoend.population.Concepts.Concept;
import org.tessera.partner.table.Refusal;
import org.tessera.partner.table.Report;
import org.tessera.partner.table.Table;

class ConceptsTest {
    @Test
    void the_concepts_that_are_typed_in_are_in_the_published_sets() throws Refusal {
        assertThat(ids("covid_tests.csv")).containsAll(ids(Concepts.COVID_TESTS));
        assertThat(ids("results_dx.csv")).containsAll(ids(Concepts.POSITIVE)).containsAll(ids(Concepts.NEGATIVE));
        assertThat(ids("map_and_cxr.csv"))
                .containsAll(ids(Concepts.RADIOGRAPHS))
                .contains(String.valueOf(Concepts.MEAN_PRESSURE.id()));
        assertThat(ids("severity_vent_ecmo.csv"))
                .containsAll(ids(Concepts.VENTILATION))
                .contains(String.valueOf(Concepts.ECMO.id()));
        assertThat(ids("charlson.csv"))
                .containsAll(ids(Stream.concat(Concepts.LOW.stream(), Concepts.HIGH.stream())
                        .flatMap(List::stream)
                        .map(Comorbidity::concept)
                        .toList()));
    }

    private static List<String> ids(List<Concept> concepts) {
        return concepts.stream().map(concept -> String.valueOf(concept.id())).toList();
    }

    private static Set<String> ids(String file) throws Refusal {
        Path list = shared().resolve("data/concepts").resolve(file);
        assumeTrue(Files.exists(list), "skipped: shared/data/concepts/" + file + " is not beside the repository");
        Set<String> ids = new HashSet<>();
        Report silent = new Report(new PrintWriter(Writer.nullWriter()));
        Table.read(list, silent, row -> ids.add(row.get("concept_id")));
        return ids;
    }

    private static Path shared() {
        String told = System.getProperty("TESSERA_SHARED", System.getenv("TESSERA_SHARED"));
        if (told != null) {
            return Path.of(told);
        }
        for (Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
            if (Files.isDirectory(folder.resolve("shared"))) {
                return folder.resolve("shared");
            }
        }
        return Path.of("absent");
    }
}
