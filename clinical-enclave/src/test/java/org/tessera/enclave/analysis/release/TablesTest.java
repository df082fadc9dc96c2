package org.tessera.enclave.analysis.release;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.tessera.enclave.disclosure.Disclosable;
import org.tessera.enclave.disclosure.PersonKey;

/** How persons are counted before anything is hidden. */
final class TablesTest {
    private static Disclosable.CountTable table(Map<String, String> everybody) {
        Map<PersonKey, Map<String, String>> persons = IntStream.range(0, 30)
                .mapToObj(number -> new PersonKey("S-" + number))
                .collect(Collectors.toMap(key -> key, key -> everybody));
        return Tables.byCategory(persons, List.of("sex", "smoking"), Set.of("smoking"), "final-cohort");
    }

    private static List<String> cells(Disclosable.CountTable table) {
        return table.cells().stream()
                .map(cell ->
                        cell.row() + " " + cell.column() + " " + cell.persons().size())
                .toList();
    }

    @Test
    void where_all_say_the_same_the_other_answer_is_there_with_nobody() {
        assertThat(cells(table(Map.of("sex", "Female", "smoking", "no"))))
                .containsExactly("sex Female 30", "smoking no 30", "smoking yes 0");
    }

    @Test
    void who_says_nothing_is_in_neither() {
        assertThat(cells(table(Map.of("sex", "Female"))))
                .containsExactly("sex Female 30", "smoking Not Reported 30", "smoking no 0", "smoking yes 0");
    }
}
