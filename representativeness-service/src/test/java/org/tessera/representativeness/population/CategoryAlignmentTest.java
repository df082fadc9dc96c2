package org.tessera.representativeness.population;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.tessera.envelope.Actor;

class CategoryAlignmentTest {
    private static final ReferenceLibrary LIBRARY = new ReferenceLibrary();
    private static final Actor ROSALIND = new Actor("rosalind", "commons");
    private static final LinkedHashSet<String> CATEGORIES = new LinkedHashSet<>(List.of("A", "B", "Not Reported"));

    private final Alignments alignments = InMemoryAlignments.beside(LIBRARY);

    @Test
    void what_becomes_one_category_is_added_up_and_what_nobody_has_is_zero() {
        CategoryAlignment race = LIBRARY.alignment("midrc-cdc", "race").orElseThrow();

        assertThat(race.align(Map.of("Multiple", 2.0, "Other", 3.0, "Unknown", 1.0, "Missing", 4.0)))
                .containsEntry("Multiple or Other", 5.0)
                .containsEntry("Not Reported", 5.0)
                .containsEntry("White", 0.0);
    }

    @Test
    void every_category_of_a_shipped_alignment_is_its_own_target() {
        for (CategoryAlignment alignment : LIBRARY.alignments()) {
            assertThat(alignment.categories())
                    .allSatisfy(category -> assertThat(alignment.targets()).containsEntry(category, category));
        }
    }

    @Test
    void all_categories_without_a_place_are_listed_at_once() {
        CategoryAlignment sex = LIBRARY.alignment("midrc-cdc", "sex").orElseThrow();

        assertThatThrownBy(() -> sex.targets(List.of("Male", "X", "femal")))
                .isInstanceOfSatisfying(
                        UnmappedCategories.class,
                        error -> assertThat(error.categories()).containsExactly("X", "femal"))
                .hasMessageContaining("midrc-cdc/1");
    }

    @Test
    void an_alignment_without_missing_or_with_a_foreign_target_is_none() {
        assertThatThrownBy(() ->
                        new CategoryAlignment("x", "1", "sex", new LinkedHashSet<>(List.of("A")), Map.of("A", "A")))
                .hasMessageContaining("Not Reported");
        assertThatThrownBy(() -> new CategoryAlignment("x", "1", "sex", CATEGORIES, Map.of("A", "C")))
                .hasMessageContaining("C");
    }

    @Test
    void versions_of_a_name_are_counted_and_old_ones_stay() {
        add(Map.of("a", "A"));
        add(Map.of("a", "A", "b", "B"));

        assertThat(alignments.find("mine", "sex", "rosalind").orElseThrow().id())
                .isEqualTo("mine/2");
        assertThat(alignments.find("mine/1", "sex", "rosalind").orElseThrow().targets())
                .doesNotContainKey("b");
        assertThat(alignments.find("mine", "sex", "barbara")).isEmpty();
        assertThat(alignments.find("mine", "race", "rosalind")).isEmpty();
    }

    @Test
    void a_shipped_name_cannot_be_taken() {
        assertThatThrownBy(() ->
                        alignments.add("midrc-cdc", "sex", CATEGORIES, Map.of("a", "A"), ROSALIND, "registered", false))
                .isInstanceOf(ImportRefused.class);
    }

    private void add(Map<String, String> targets) {
        alignments.add("mine", "sex", CATEGORIES, targets, ROSALIND, "registered", false);
    }
}
