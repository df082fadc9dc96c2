package org.tessera.enclave.disclosure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tessera.enclave.disclosure.Tables.subgroup;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tessera.enclave.disclosure.Disclosable.CountTable;
import org.tessera.enclave.disclosure.ShownSubgroups.Subgroup;

/** Of which subgroups a model's performance may be shown. */
final class ShownSubgroupsTest {
    @Test
    void large_subgroups_are_shown() {
        assertThat(shown(subgroup("sex", "Female", 0, 60, 0, 80), subgroup("sex", "Male", 60, 120, 80, 200)))
                .containsExactlyInAnyOrder("sex = Female", "sex = Male");
    }

    @Test
    void of_two_subgroups_none_is_shown_when_one_has_few_with_or_without_the_outcome() {
        assertThat(shown(subgroup("sex", "Female", 0, 60, 0, 80), subgroup("sex", "Male", 60, 79, 80, 200)))
                .isEmpty();
        assertThat(shown(subgroup("sex", "Female", 0, 60, 0, 80), subgroup("sex", "Male", 60, 120, 80, 99)))
                .isEmpty();
    }

    @Test
    void a_second_subgroup_is_withheld_where_everyone_minus_the_shown_ones_would_be_few() {
        // the Asian cases would be 165 - 100 - 60 = 5; with the next smallest they are 65 of two groups
        assertThat(shown(
                        subgroup("race", "White", 0, 100, 0, 100),
                        subgroup("race", "Black", 100, 160, 100, 160),
                        subgroup("race", "Asian", 160, 165, 160, 190)))
                .containsExactly("race = White");
    }

    @Test
    void that_nobody_of_a_subgroup_has_the_outcome_cannot_be_worked_out() {
        assertThat(shown(
                        subgroup("race", "White", 0, 100, 0, 100),
                        subgroup("race", "Black", 100, 160, 100, 160),
                        subgroup("race", "Asian", 160, 160, 160, 190)))
                .containsExactly("race = White");
    }

    @Test
    void subgroups_of_two_attributes_that_are_nearly_the_same_persons_are_not_both_shown() {
        assertThat(shown(
                        subgroup("sex", "Female", 0, 60, 0, 60),
                        subgroup("sex", "Male", 60, 120, 60, 120),
                        subgroup("manufacturer", "A", 0, 65, 0, 60),
                        subgroup("manufacturer", "B", 65, 120, 60, 120)))
                .hasSizeLessThan(4)
                .isNotEmpty();
    }

    @Test
    void subgroups_of_which_one_minus_another_is_few_are_found() {
        assertThat(openly(
                        subgroup("sex", "Female", 0, 60, 0, 60),
                        subgroup("sex", "Male", 60, 120, 60, 120),
                        subgroup("manufacturer", "A", 0, 65, 0, 60),
                        subgroup("manufacturer", "B", 65, 120, 60, 120)))
                .contains("difference");
    }

    /** The sum of the first categories is twice all but the ten last persons. */
    @Test
    void subgroups_whose_sums_together_give_few_away_are_found() {
        assertThat(openly(
                        of("one", "first", Tables.persons(0, 60)),
                        of("one", "rest", Tables.persons(60, 100)),
                        of("two", "first", Tables.persons(30, 90)),
                        of("two", "rest", Tables.union(Tables.persons(0, 30), Tables.persons(90, 100))),
                        of("three", "first", Tables.union(Tables.persons(0, 30), Tables.persons(60, 90))),
                        of("three", "rest", Tables.union(Tables.persons(30, 60), Tables.persons(90, 100)))))
                .containsExactly("combination");
    }

    private static Subgroup of(String attribute, String category, Set<PersonKey> with) {
        int first = "first".equals(category) ? 1000 : 1100;
        return new Subgroup(attribute, category, with, Tables.persons(first, first + 100));
    }

    /** Which rules find something when all of them are shown. */
    private static Set<String> openly(Subgroup... all) {
        List<CountTable> tables =
                ShownSubgroups.of(List.of(all)).stream().map(Suppression::none).toList();
        return ShownSubgroups.findings("file", tables).stream()
                .map(Findings.Finding::rule)
                .collect(Collectors.toSet());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
    void in_any_population_what_is_withheld_of_an_attribute_is_nobody_or_many_in_each_class(int seed) {
        List<Subgroup> all = population(new Random(seed));
        List<CountTable> tables = ShownSubgroups.of(all);

        assertThat(ShownSubgroups.findings("file", tables)).isEmpty();
        for (String attribute : List.of("sex", "race")) {
            List<Subgroup> withheld = all.stream()
                    .filter(each -> each.attribute().equals(attribute))
                    .filter(each -> !ShownSubgroups.isShown(tables, each.row()))
                    .toList();
            if (!withheld.isEmpty()) {
                assertThat(withheld).hasSizeGreaterThan(1);
                assertThat(withheld.stream()
                                .mapToInt(each -> each.with().size())
                                .sum())
                        .isGreaterThanOrEqualTo(20);
                assertThat(withheld.stream()
                                .mapToInt(each -> each.without().size())
                                .sum())
                        .isGreaterThanOrEqualTo(20);
            }
        }
    }

    private static Set<String> shown(Subgroup... all) {
        List<CountTable> tables = ShownSubgroups.of(List.of(all));
        assertThat(ShownSubgroups.findings("file", tables)).isEmpty();
        return Stream.of(all)
                .map(Subgroup::row)
                .filter(row -> ShownSubgroups.isShown(tables, row))
                .collect(Collectors.toSet());
    }

    private static List<Subgroup> population(Random random) {
        int persons = 150 + random.nextInt(400);
        List<Set<PersonKey>> cells = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            cells.add(new HashSet<>());
        }
        for (int i = 0; i < persons; i++) {
            PersonKey key = new PersonKey("S-" + i);
            int race = random.nextInt(10);
            int outcome = random.nextInt(3) == 0 ? 0 : 1;
            cells.get(2 * random.nextInt(2) + outcome).add(key);
            cells.get(4 + 2 * (race < 5 ? 0 : race < 8 ? 1 : race < 9 ? 2 : 3) + outcome)
                    .add(key);
        }
        List<Subgroup> all = new ArrayList<>();
        for (int g = 0; g < 6; g++) {
            all.add(new Subgroup(g < 2 ? "sex" : "race", "category " + g, cells.get(2 * g), cells.get(2 * g + 1)));
        }
        return all;
    }
}
