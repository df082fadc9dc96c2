package org.tessera.enclave.analysis.release;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.tessera.enclave.alignment.Verdict;
import org.tessera.enclave.disclosure.Disclosable;
import org.tessera.enclave.disclosure.PersonKey;
import org.tessera.enclave.disclosure.Published;
import org.tessera.enclave.disclosure.ReleasedCells.ReleasedSet;
import org.tessera.enclave.disclosure.Suppression;

/** What hides what, among the tables of one project. */
final class ProjectTablesTest {
    private static final List<String> STUDIED = List.of("sex", "outcome");
    private static final List<String> BEFORE = List.of("severe");
    private static final Sources SOURCES = new Sources(
            new Sources.Source("imaging-commons/2026.1", "2026-01-02"),
            new Sources.Source("clinical-enclave/R1", "2026-02-03"));

    /** 117 persons; 24 have the outcome, and 34 were severe at some time: the same 24 and ten more. */
    private final Map<PersonKey, Map<String, String>> persons = persons();

    private final Disclosable.CountTable studied = table(STUDIED);
    private final ProjectTables tables = tables();

    private static Map<PersonKey, Map<String, String>> persons() {
        Map<PersonKey, Map<String, String>> persons = new HashMap<>();
        for (int i = 0; i < 117; i++) {
            persons.put(
                    new PersonKey("S-" + i),
                    Map.of(
                            "sex", i % 2 == 0 ? "Female" : "Male",
                            "outcome", i < 24 ? Tables.YES : Tables.NO,
                            "severe", i < 34 ? Tables.YES : Tables.NO));
        }
        return persons;
    }

    private Disclosable.CountTable table(List<String> attributes) {
        return Tables.byCategory(persons, attributes, Set.of("outcome", "severe"), "final-cohort");
    }

    private ProjectTables tables() {
        Set<PersonKey> all = persons.keySet();
        Map<PersonKey, Verdict> verdicts =
                all.stream().collect(Collectors.toMap(person -> person, person -> Verdict.SUBCOHORT_1));
        var identifiers = new ReleasedSet("identifiers", all, new Published.Exact(all.size()));
        SequencedMap<Stage, Disclosable.CountTable> stages = new LinkedHashMap<>();
        stages.put(Stage.FINAL_COHORT, studied);
        stages.put(Stage.LINKED, table(List.of("sex")));
        return new ProjectTables(
                all.size(), List.of(identifiers, identifiers), Tables.funnel(verdicts), stages, table(BEFORE), SOURCES);
    }

    private static List<String> shown(Disclosable.CountTable table, String attribute) {
        return table.cells().stream()
                .filter(cell -> cell.row().equals(attribute))
                .map(cell -> cell.column() + " " + cell.published().text())
                .toList();
    }

    @Test
    void what_only_describes_a_cohort_never_hides_what_is_studied_in_it() {
        Disclosable.CountTable together =
                new Suppression(tables.lists(), tables.everybody()).apply(tables.characteristics(Stage.FINAL_COHORT));
        assertThat(shown(together, "outcome")).isNotEqualTo(List.of("no 93", "yes 24"));

        Disclosable.CountTable safe = tables.safeCharacteristics(Stage.FINAL_COHORT);
        assertThat(shown(safe, "outcome")).containsExactly("no 93", "yes 24");
        assertThat(shown(safe, "severe")).containsExactly("no <120", "yes <120");
    }

    @Test
    void every_row_of_a_table_says_which_domain_its_variable_comes_from_and_as_of_when() {
        String characteristics = text(TableCsv.categories(tables.characteristics(Stage.FINAL_COHORT), SOURCES));
        assertThat(characteristics.lines())
                .contains(
                        "attribute,category,persons,percent,source,source_as_of",
                        "sex,Female,59,50,imaging-commons/2026.1,2026-01-02",
                        "sex,total,117,,imaging-commons/2026.1,2026-01-02",
                        "outcome,yes,24,21,clinical-enclave/R1,2026-02-03",
                        "severe,total,117,,clinical-enclave/R1,2026-02-03");

        assertThat(text(TableCsv.funnel(tables.safeFunnel(), SOURCES)).lines().skip(1))
                .isNotEmpty()
                .allMatch(row -> row.endsWith(",imaging-commons/2026.1 clinical-enclave/R1,2026-01-02 2026-02-03"));
    }

    private static String text(byte[] csv) {
        return new String(csv, StandardCharsets.UTF_8);
    }

    @Test
    void history_stands_in_the_characteristics_of_the_final_cohort_only() {
        assertThat(shown(tables.characteristics(Stage.FINAL_COHORT), "severe")).containsExactly("no 83", "yes 34");
        assertThat(shown(tables.safeStage(Stage.FINAL_COHORT), "severe")).isEmpty();
        assertThat(shown(tables.safeCharacteristics(Stage.LINKED), "severe")).isEmpty();
    }
}
