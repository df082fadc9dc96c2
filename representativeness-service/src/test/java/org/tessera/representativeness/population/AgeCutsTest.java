package org.tessera.representativeness.population;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AgeCutsTest {
    private static final CategoryAlignment SPELLINGS =
            new ReferenceLibrary().alignment("midrc-cdc", "age_at_index").orElseThrow();

    @Test
    void every_spelling_of_an_age_group_finds_its_place() {
        CategoryAlignment alignment = new AgeCuts(List.of(18, 50, 65))
                .alignment(
                        SPELLINGS,
                        List.of(
                                "0 - 17 years",
                                "5-11 Years",
                                "17",
                                "18 to 49 years",
                                "50-64",
                                "85+ Years",
                                "65 or older"));

        assertThat(alignment.align(Map.of(
                        "0 - 17 years", 1.0,
                        "5-11 Years", 2.0,
                        "17", 4.0,
                        "18 to 49 years", 8.0,
                        "50-64", 16.0,
                        "85+ Years", 32.0,
                        "65 or older", 64.0,
                        "Not reported", 128.0)))
                .containsExactly(
                        Map.entry("0-17", 7.0),
                        Map.entry("18-49", 8.0),
                        Map.entry("50-64", 16.0),
                        Map.entry("65+", 96.0),
                        Map.entry("Not Reported", 128.0));
    }

    @Test
    void the_census_writes_its_age_groups_in_words() {
        CategoryAlignment alignment = new AgeCuts(List.of(5, 65))
                .alignment(
                        SPELLINGS,
                        List.of(
                                "Under 5 years",
                                "5 to 9 years",
                                "60 and 61 years",
                                "85 years and over",
                                "UNDER 1 YEAR"));

        assertThat(alignment.align(Map.of(
                        "Under 5 years", 1.0,
                        "UNDER 1 YEAR", 2.0,
                        "5 to 9 years", 4.0,
                        "60 and 61 years", 8.0,
                        "85 years and over", 16.0)))
                .containsExactly(
                        Map.entry("0-4", 3.0),
                        Map.entry("5-64", 12.0),
                        Map.entry("65+", 16.0),
                        Map.entry("Not Reported", 0.0));
        assertThatThrownBy(() -> new AgeCuts(List.of(4, 86))
                        .alignment(SPELLINGS, List.of("Under 5 years", "85 years and over", "Under 4 years")))
                .hasMessageContaining("\"Under 5 years\"")
                .hasMessageContaining("\"85 years and over\"")
                .hasMessageNotContaining("Under 4");
        assertThat(AgeCuts.isAgeGroup("Under 5 to 9 years")).isFalse();
        assertThat(AgeCuts.isAgeGroup("Under 0 years")).isFalse();
    }

    @Test
    void a_group_that_straddles_a_cut_is_named_and_not_divided() {
        assertThatThrownBy(() -> new AgeCuts(List.of(18, 60)).alignment(SPELLINGS, List.of("18-49", "50-64", "50+")))
                .hasMessageContaining("\"50-64\"")
                .hasMessageContaining("\"50+\"")
                .hasMessageNotContaining("18-49");
    }

    @Test
    void what_is_no_age_group_stays_unmapped() {
        CategoryAlignment alignment = new AgeCuts(List.of(18)).alignment(SPELLINGS, List.of("adult", "18+"));

        assertThatThrownBy(() -> alignment.align(Map.of("adult", 1.0)))
                .isInstanceOfSatisfying(
                        UnmappedCategories.class,
                        error -> assertThat(error.categories()).containsExactly("adult"));
    }

    @Test
    void cuts_ascend() {
        assertThatThrownBy(() -> new AgeCuts(List.of(50, 18))).hasMessageContaining("ascend");
        assertThatThrownBy(() -> new AgeCuts(List.of(0))).hasMessageContaining("ascend");
        assertThatThrownBy(() -> new AgeCuts(List.of())).hasMessageContaining("needed");
    }
}
