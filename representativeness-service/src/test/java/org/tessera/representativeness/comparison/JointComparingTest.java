package org.tessera.representativeness.comparison;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.tessera.contracts.Count;
import org.tessera.representativeness.comparison.Comparing.NotCompared;
import org.tessera.representativeness.distance.Base;
import org.tessera.representativeness.distance.Bootstrap;
import org.tessera.representativeness.population.AgeCuts;
import org.tessera.representativeness.population.Alignments;
import org.tessera.representativeness.population.InMemoryAlignments;
import org.tessera.representativeness.population.ReferenceLibrary;
import org.tessera.representativeness.population.ReferencePopulation;
import org.tessera.representativeness.population.ReferencePopulation.Counting;
import org.tessera.representativeness.population.ReferencePopulation.Snapshot;
import org.tessera.representativeness.population.UnmappedCategories;

/** Several attributes taken together, with distances worked out by hand. */
class JointComparingTest {
    private static final LocalDate DAY = LocalDate.of(2021, 1, 1);
    private static final ReferenceLibrary LIBRARY = new ReferenceLibrary();
    private static final Map<String, Double> EVEN =
            Map.of("White * Female", 25.0, "White * Male", 25.0, "Black * Female", 25.0, "Black * Male", 25.0);

    /**
     * P = (1/2, 0, 0, 1/2), Q = (1/4, 1/4, 1/4, 1/4), M = (3/8, 1/8, 1/8, 3/8): KL(P||M) = log2(4/3),
     * KL(Q||M) = (log2(2/3) + 1) / 2 = log2(4/3) / 2, so that the divergence is 3/4 log2(4/3).
     */
    @Test
    void a_joint_shows_a_distance_that_its_margins_do_not_have() {
        Cohort cohort = cohort(Map.of(
                "race*sex",
                Map.of("White * Female", Count.of(50), "Black or African American * Male", Count.of(50)),
                "sex",
                Map.of("Female", Count.of(50), "Male", Count.of(50))));

        var answer = ask(cohort, Set.of(), null, Map.of("race*sex", EVEN, "sex", Map.of("Female", 50.0, "Male", 50.0)));

        double distance = Math.sqrt(0.75 * Math.log(4.0 / 3) / Math.log(2));
        assertThat(distance).isCloseTo(0.5579230452841438, within(1e-12));
        Compared joint = of(answer, "race*sex");
        assertThat(joint.raw().low()).isCloseTo(distance, within(1e-12));
        assertThat(joint.raw().high()).isCloseTo(distance, within(1e-12));
        assertThat(joint.alignment()).isEqualTo("midrc-cdc/1");
        assertThat(of(answer, "sex").raw().low()).isCloseTo(0, within(1e-12));
    }

    @Test
    void of_whom_one_of_the_attributes_is_missing_the_combination_is_missing() {
        Cohort cohort = cohort(Map.of(
                "race*sex",
                Map.of(
                        "White * Female",
                        Count.of(50),
                        "Black * Male",
                        Count.of(50),
                        "Not Reported * Male",
                        Count.of(15),
                        "White * Unknown",
                        Count.of(5))));

        Compared joint = of(ask(cohort, Set.of(), null, Map.of("race*sex", EVEN)), "race*sex");

        assertThat(joint.raw().categories())
                .filteredOn(part -> part.persons().atLeast() > 0)
                .extracting(part -> part.category() + " " + part.persons().atLeast())
                .containsExactlyInAnyOrder("Black * Male 50", "White * Female 50", "Not Reported 20");
        assertThat(Objects.requireNonNull(joint.adjusted()).low()).isCloseTo(0.5579230452841438, within(1e-12));
        // P = (5/12, 0, 0, 5/12, 1/6), Q = (1/4, 1/4, 1/4, 1/4, 0), M = (1/3, 1/8, 1/8, 1/3, 1/12)
        double cohortSide = 5.0 / 6 * log2(5.0 / 4) + 1.0 / 6;
        double referenceSide = 0.5 * log2(3.0 / 4) + 0.5;
        assertThat(joint.raw().low()).isCloseTo(Math.sqrt((cohortSide + referenceSide) / 2), within(1e-12));
    }

    @Test
    void age_groups_in_a_joint_are_those_of_the_cut() {
        Cohort cohort = cohort(Map.of(
                "age_at_index*sex",
                Map.of("18-49 * Female", Count.of(30), "50-64 * Female", Count.of(20), "65+ * Male", Count.of(50))));

        Compared joint = of(
                ask(
                        cohort,
                        Set.of(),
                        new AgeCuts(List.of(65)),
                        Map.of(
                                "age_at_index*sex",
                                Map.of("0-64 * Female", 50.0, "65-74 * Male", 30.0, "75+ * Male", 20.0))),
                "age_at_index*sex");

        assertThat(joint.raw().low()).isCloseTo(0, within(1e-12));
        assertThat(joint.alignment()).isEqualTo("age-cuts-65/1*midrc-cdc/1");
        assertThat(joint.raw().categories()).hasSize(5);
    }

    @Test
    void a_joint_is_not_made_of_margins_and_the_answer_says_whose() {
        Map<String, Count> sexes = Map.of("Female", Count.of(50), "Male", Count.of(50));
        Map<String, Map<String, Double>> margins =
                Map.of("sex", Map.of("Female", 1.0, "Male", 1.0), "race", Map.of("White", 1.0));
        Map<String, Count> crossed = Map.of("White * Female", Count.of(50));

        assertThat(ask(cohort(Map.of("race*sex", crossed)), Set.of("race*sex"), null, margins)
                        .notCompared())
                .containsExactly(new NotCompared("cohort", "race*sex", "mine/1", "only-margins-in-reference"));
        assertThat(ask(
                                cohort(Map.of("sex", sexes, "race", Map.of("White", Count.of(100)))),
                                Set.of("race*sex"),
                                null,
                                Map.of("race*sex", EVEN))
                        .notCompared())
                .containsExactly(new NotCompared("cohort", "race*sex", "mine/1", "only-margins-in-cohort"));
        assertThat(ask(cohort(Map.of("sex", sexes)), Set.of("race*sex"), null, Map.of("race*sex", EVEN))
                        .notCompared())
                .containsExactly(new NotCompared("cohort", "race*sex", "mine/1", "attribute-not-in-cohort"));
        assertThat(ask(
                                cohort(Map.of("race*sex", crossed)),
                                Set.of("race*sex"),
                                null,
                                Map.of("sex", Map.of("Female", 1.0)))
                        .notCompared())
                .containsExactly(new NotCompared("cohort", "race*sex", "mine/1", "attribute-not-in-reference"));
    }

    @Test
    void a_part_that_the_alignment_of_its_attribute_does_not_name_is_an_error_that_lists_it() {
        Cohort cohort = cohort(Map.of("race*sex", Map.of("White * Woman", Count.of(50), "Green * Male", Count.of(5))));

        assertThatThrownBy(() -> ask(cohort, Set.of(), null, Map.of("race*sex", EVEN)))
                .isInstanceOfSatisfying(
                        UnmappedCategories.class,
                        refused -> assertThat(refused.getMessage()).contains("Green"));
    }

    private static double log2(double x) {
        return Math.log(x) / Math.log(2);
    }

    private static Compared of(Comparing.Answer answer, String attribute) {
        return answer.comparisons().stream()
                .filter(each -> each.attribute().equals(attribute))
                .findFirst()
                .orElseThrow();
    }

    private static Cohort cohort(Map<String, Map<String, Count>> attributes) {
        return new Cohort("cohort", null, null, null, attributes);
    }

    private static Comparing.Answer ask(
            Cohort cohort, Set<String> attributes, @Nullable AgeCuts cuts, Map<String, Map<String, Double>> reference) {
        Map<String, List<Snapshot>> snapshots = new java.util.HashMap<>();
        reference.forEach((attribute, weights) -> snapshots.put(attribute, List.of(new Snapshot(DAY, weights))));
        var population = new ReferencePopulation(
                "mine", "1", "Mine", "a test", "2021", "persons", Counting.COUNTS, null, snapshots);
        return new Comparing(InMemoryAlignments.beside(LIBRARY))
                .answer(new Question(
                        "rosalind",
                        List.of(cohort),
                        List.of(population),
                        attributes,
                        Alignments.USUAL,
                        cuts,
                        Base.TWO,
                        Bootstrap.DEFAULT));
    }
}
