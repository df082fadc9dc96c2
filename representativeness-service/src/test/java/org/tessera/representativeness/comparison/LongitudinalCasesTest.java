package org.tessera.representativeness.comparison;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.tessera.contracts.Count;
import org.tessera.representativeness.distance.Base;
import org.tessera.representativeness.distance.Bootstrap;
import org.tessera.representativeness.distance.SharedCases;
import org.tessera.representativeness.population.AgeCuts;
import org.tessera.representativeness.population.Alignments;
import org.tessera.representativeness.population.InMemoryAlignments;
import org.tessera.representativeness.population.ReferenceLibrary;
import org.tessera.representativeness.population.ReferencePopulation;

/**
 * MIDRC's open cohort by batch against the Census that is shipped, raw and adjusted: expected values by scipy with an
 * as-of join. The cohort comes in MIDRC's own finer age groups; the cuts make the groups of the expected values.
 */
class LongitudinalCasesTest {
    private static final ReferenceLibrary LIBRARY = new ReferenceLibrary();
    private static final Map<String, String> ATTRIBUTES = Map.of(
            "Sex", "sex",
            "Race", "race",
            "Ethnicity", "ethnicity",
            "Race and Ethnicity", "race_ethnicity",
            "Age at Index", "age_at_index");

    @Test
    void all_235_distances_over_time_are_those_of_scipy() throws IOException {
        Path expected = SharedCases.file("cases/react_longitudinal_expected.csv");
        Path cohorts = SharedCases.file("data/reference-populations/midrc_open_cumulative_by_batch.csv");
        Assumptions.assumeTrue(Files.exists(expected), "the shared worked cases are not beside this checkout");
        Map<String, Compared> compared = compare(cohorts(cohorts));

        List<NamedCsvRecord> cases = read(expected);
        assertThat(cases).hasSize(235);
        for (NamedCsvRecord one : cases) {
            String attribute = Objects.requireNonNull(ATTRIBUTES.get(one.getField("attribute")));
            Compared found = Objects.requireNonNull(compared.get(attribute + one.getField("date")), one.toString());
            assertThat(found.raw().low())
                    .as(one.toString())
                    .isCloseTo(Double.parseDouble(one.getField("jsd_raw_base2")), within(1e-10));
            assertThat(Objects.requireNonNull(found.adjusted()).low())
                    .as(one.toString())
                    .isCloseTo(Double.parseDouble(one.getField("jsd_adjusted_base2")), within(1e-10));
        }
    }

    private static Map<String, Compared> compare(List<Cohort> cohorts) {
        List<ReferencePopulation> census = List.of(
                LIBRARY.reference("us-census").orElseThrow(),
                LIBRARY.reference("us-census-race-and-ethnicity").orElseThrow());
        Question question = new Question(
                "rosalind",
                cohorts,
                census,
                Set.copyOf(ATTRIBUTES.values()),
                Alignments.USUAL,
                new AgeCuts(List.of(18, 50, 65)),
                Base.TWO,
                new Bootstrap(1, 100));
        Map<String, Compared> found = new HashMap<>();
        new Comparing(InMemoryAlignments.beside(LIBRARY))
                .answer(question)
                .comparisons()
                .forEach(compared -> found.put(compared.attribute() + compared.asOf(), compared));
        return found;
    }

    private static List<Cohort> cohorts(Path file) throws IOException {
        Map<String, Map<String, Map<String, Count>>> byDate = new HashMap<>();
        for (NamedCsvRecord row : read(file)) {
            if (!ATTRIBUTES.containsKey(row.getField("attribute"))) {
                continue;
            }
            byDate.computeIfAbsent(row.getField("as_of"), key -> new HashMap<>())
                    .computeIfAbsent(
                            Objects.requireNonNull(ATTRIBUTES.get(row.getField("attribute"))), key -> new HashMap<>())
                    .put(row.getField("category"), Count.of((int)
                            Double.parseDouble(row.getField("cumulative_count"))));
        }
        List<Cohort> cohorts = new ArrayList<>();
        byDate.forEach(
                (date, attributes) -> cohorts.add(new Cohort("MIDRC", null, LocalDate.parse(date), null, attributes)));
        return cohorts;
    }

    private static List<NamedCsvRecord> read(Path file) throws IOException {
        try (CsvReader<NamedCsvRecord> reader = CsvReader.builder().ofNamedCsvRecord(file)) {
            return reader.stream().toList();
        }
    }
}
