package org.tessera.representativeness.comparison;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.tessera.contracts.Count;
import org.tessera.contracts.RepresentativenessReport.Persons;
import org.tessera.representativeness.distance.Base;
import org.tessera.representativeness.distance.Bootstrap;
import org.tessera.representativeness.population.Alignments;
import org.tessera.representativeness.population.CategoryAlignment;
import org.tessera.representativeness.population.ReferenceLibrary;
import org.tessera.representativeness.population.UnmappedCategories;

class ComparisonTest {
    private static final ReferenceLibrary LIBRARY = new ReferenceLibrary();
    private static final String AS_PUBLISHED = "cdc-2020-03_2021-06-as-published";

    /** S1, Table 2 against Tables 3-5; expected values from scipy (base 2). */
    @Test
    void s1s_cohort_has_the_distances_that_its_printed_tables_give() {
        Comparison sex = comparison("sex", Map.of("Female", Count.of(1141), "Male", Count.of(983)));
        Comparison ethnicity = comparison(
                "ethnicity",
                Map.of(
                        "Hispanic or Latino", Count.of(132),
                        "Not Hispanic or Latino", Count.of(1968),
                        "Not Reported", Count.of(24)));

        assertThat(sex.raw().low()).isCloseTo(0.14461190833826693, within(1e-10));
        assertThat(sex.adjusted().low()).isCloseTo(0.011262563547580852, within(1e-10));
        assertThat(ethnicity.raw().high()).isCloseTo(0.5221961967905967, within(1e-10));
        assertThat(ethnicity.adjusted().high()).isCloseTo(0.19157117985357372, within(1e-10));
    }

    @Test
    void two_hidden_race_cells_make_an_interval_that_holds_the_guess_of_three_each() {
        Comparison race = comparison(
                "race",
                Map.of(
                        "American Indian or Alaska Native", Count.suppressed(),
                        "Asian", Count.of(26),
                        "Black or African American", Count.of(1620),
                        "Native Hawaiian or other Pacific Islander", Count.suppressed(),
                        "White", Count.of(338),
                        "Not Reported", Count.of(134)));

        assertThat(0.621243628951921).isBetween(race.raw().low(), race.raw().high());
        assertThat(0.591191373478188)
                .isBetween(race.adjusted().low(), race.adjusted().high());
        assertThat(race.raw().low()).isLessThan(race.raw().high());
        assertThat(race.rawInFull(Bootstrap.DEFAULT).sampling()).isNull();
    }

    @Test
    void a_count_behind_a_wider_bound_is_at_least_twenty() {
        var hidden = new Count(null, 2140);
        Comparison race = comparison(
                "race",
                Map.of(
                        "American Indian or Alaska Native", Count.suppressed(),
                        "Asian", hidden,
                        "Black or African American", Count.of(1620),
                        "Native Hawaiian or other Pacific Islander", Count.suppressed(),
                        "White", Count.of(338),
                        "Not Reported", Count.of(134)));

        assertThat(0.621243628951921).isBetween(race.raw().low(), race.raw().high());
        assertThat(race.raw().high() - race.raw().low()).isLessThan(0.05);
        assertThat(race.raw().categories())
                .filteredOn(part -> part.category().equals("Asian"))
                .singleElement()
                .satisfies(part -> assertThat(part.persons()).isEqualTo(new Persons(20, 30)));
    }

    @Test
    void the_persons_of_an_answer_are_what_total_and_cells_leave_together() {
        Comparison sex =
                comparison("sex", Map.of("Female", Count.of(60), "Male", Count.suppressed()), new Count(null, 140));

        assertThat(sex.raw().persons()).isEqualTo(new Persons(61, 79));
        assertThat(sex.adjusted().persons()).isEqualTo(new Persons(61, 79));
    }

    @Test
    void an_unmapped_category_is_an_error_that_lists_it() {
        assertThatThrownBy(() -> comparison("sex", Map.of("Femal", Count.of(1), "Male", Count.of(2), "X", Count.of(1))))
                .isInstanceOfSatisfying(
                        UnmappedCategories.class,
                        problem -> assertThat(problem.categories()).isNotEmpty());
    }

    @Test
    void every_reference_aligns_completely() {
        for (var reference : LIBRARY.references()) {
            reference.attributes().forEach((attribute, snapshots) -> {
                CategoryAlignment alignment =
                        LIBRARY.alignment(Alignments.USUAL, attribute).orElseThrow();
                for (var snapshot : snapshots) {
                    assertThat(sum(alignment.align(snapshot.weights())))
                            .isCloseTo(sum(snapshot.weights()), within(1e-6));
                }
            });
        }
    }

    private static double sum(Map<String, Double> weights) {
        return weights.values().stream().mapToDouble(Double::doubleValue).sum();
    }

    private static Comparison comparison(String attribute, Map<String, Count> counts) {
        return comparison(attribute, counts, attribute.equals("race") ? Count.of(2124) : null);
    }

    private static Comparison comparison(String attribute, Map<String, Count> counts, @Nullable Count published) {
        return new Comparison(
                LIBRARY.alignment(Alignments.USUAL, attribute).orElseThrow(),
                counts,
                published,
                List.of(),
                LIBRARY.reference(AS_PUBLISHED)
                        .orElseThrow()
                        .snapshot(attribute, null)
                        .orElseThrow()
                        .weights(),
                Base.TWO);
    }
}
