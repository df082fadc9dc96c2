package org.tessera.enclave.disclosure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.tessera.contracts.CommonsSubjectId;
import org.tessera.enclave.disclosure.Findings.Verdict;

/** What may leave and what may not, one rule after the other. */
final class DisclosureRulesTest {
    private final DisclosureRules rules = new DisclosureRules();

    @Test
    void the_race_table_of_chen_and_whitney_fails_because_its_total_gives_two_hidden_cells_away() {
        // Sci Data 2025, Table 2: N = 2124; <20, 26, 1620, <20, 338, 134 not reported
        var findings = rules.check(
                List.of(Tables.resource("race.csv", Tables.oneWay("race", 2124, "<20", 26, 1620, "<20", 338, 134))),
                List.of());
        assertThat(findings.verdict()).isEqualTo(Verdict.REJECT);
        assertThat(Tables.rulesOf(findings)).contains("residual");
        assertThat(findings.findings()).noneMatch(each -> each.sentence().contains(" 6 "));
    }

    @Test
    void the_race_table_of_whitney_and_baccile_read_as_persons_passes() {
        // J Imaging Inform Med 2025, Table 2: 105 and four cells below 20 of 139
        var findings = rules.check(
                List.of(Tables.resource("race.csv", Tables.oneWay("race", 139, 105, "<20", "<20", "<20", "<20"))),
                List.of());
        assertThat(findings.verdict()).isEqualTo(Verdict.ACCEPT);
    }

    @Test
    void a_count_of_images_is_not_a_count_of_persons() {
        var table = new Disclosable.CountTable(
                List.of(new Disclosable.Cell("all", "images", Tables.persons(0, 117), new Published.Exact(139))),
                List.of());
        assertThat(Tables.rulesOf(rules.check(List.of(Tables.resource("images.csv", table)), List.of())))
                .containsExactly("not-persons");
    }

    @Test
    void counts_from_one_to_nineteen_are_refused_and_zero_and_twenty_pass() {
        assertThat(check(Tables.oneWay("x", 39, 20, 19)).verdict()).isEqualTo(Verdict.REJECT);
        assertThat(check(Tables.oneWay("x", 40, 20, 20)).verdict()).isEqualTo(Verdict.ACCEPT);
        assertThat(check(Tables.oneWay("x", 40, 20, 20, 0)).verdict()).isEqualTo(Verdict.ACCEPT);
    }

    @Test
    void everyone_of_a_group_with_one_value_goes_to_a_reviewer() {
        var findings = check(Tables.oneWay("outcome", 25, 25, 0));
        assertThat(findings.verdict()).isEqualTo(Verdict.REVIEW);
        assertThat(Tables.rulesOf(findings)).containsExactly("all-of-them");
    }

    @Test
    void that_nothing_is_known_of_anyone_tells_nothing_of_anyone() {
        var nobody = Set.<PersonKey>of();
        var all = Tables.persons(0, 25);
        var table = new Disclosable.CountTable(
                List.of(
                        new Disclosable.Cell("smoking", "Not Reported", all, new Published.Exact(25)),
                        new Disclosable.Cell("smoking", "no", nobody, new Published.Exact(0)),
                        new Disclosable.Cell("smoking", "yes", nobody, new Published.Exact(0))),
                List.of(new Disclosable.Margin("total of smoking", List.of(0, 1, 2), all, new Published.Exact(25))));
        assertThat(check(table).verdict()).isEqualTo(Verdict.ACCEPT);
    }

    @Test
    void a_hidden_cell_with_few_possible_values_goes_to_a_reviewer() {
        // 37 over two cells of 1..19: 18 and 19
        var findings = check(Tables.oneWay("x", 137, 100, "<20", "<20"));
        assertThat(findings.verdict()).isEqualTo(Verdict.REVIEW);
        assertThat(Tables.rulesOf(findings)).containsOnly("narrow");
        assertThat(check(Tables.oneWay("x", 138, 100, "<20", "<20")).verdict()).isEqualTo(Verdict.REJECT);
    }

    @Test
    void three_releases_reveal_what_no_pair_does() {
        var all = one("all", 0, 200);
        var left = one("left", 0, 90);
        var right = one("right", 100, 200);
        var history = List.of(ReleasedCells.of(all), ReleasedCells.of(left));
        assertThat(rules.check(List.of(left), List.of(ReleasedCells.of(all))).verdict())
                .isEqualTo(Verdict.ACCEPT);
        assertThat(rules.check(List.of(right), List.of(ReleasedCells.of(all))).verdict())
                .isEqualTo(Verdict.ACCEPT);
        var findings = rules.check(List.of(right), history);
        assertThat(findings.verdict()).isEqualTo(Verdict.REJECT);
        assertThat(Tables.rulesOf(findings)).containsExactly("combination");
    }

    @Test
    void overlapping_sums_reveal_a_group_that_is_in_none_of_them_alone() {
        // A+B+C = (sum of three unions of two) / 2: with the total, the rest of 10 persons
        List<FrozenResource> requested = List.of(
                resource("ab", Tables.persons(0, 60)),
                resource("bc", Tables.persons(30, 90)),
                resource("ac", Tables.union(Tables.persons(0, 30), Tables.persons(60, 90))),
                resource("total", Tables.persons(0, 100)));
        assertThat(Tables.rulesOf(rules.check(requested, List.of()))).contains("combination");
    }

    @Test
    void two_tables_of_different_attributes_of_one_cohort_pass() {
        var sex = new Disclosable.CountTable(
                List.of(Tables.cell("sex", "Female", 0, 60), Tables.cell("sex", "Male", 60, 120)), List.of());
        var age = new Disclosable.CountTable(
                List.of(
                        Tables.cell("age", "young", 5, 80),
                        new Disclosable.Cell(
                                "age",
                                "old",
                                Tables.union(Tables.persons(0, 5), Tables.persons(80, 120)),
                                new Published.Exact(45))),
                List.of());
        assertThat(rules.check(List.of(Tables.resource("sex", sex), Tables.resource("age", age)), List.of())
                        .verdict())
                .isEqualTo(Verdict.ACCEPT);
    }

    @Test
    void the_same_cell_of_a_slightly_different_cohort_is_refused() {
        var before = ReleasedCells.of(one("cohort", 0, 100));
        var swapped = resource("cohort", Tables.union(Tables.persons(5, 100), Tables.persons(200, 205)));
        assertThat(Tables.rulesOf(rules.check(List.of(swapped), List.of(before))))
                .contains("difference");
        assertThat(rules.check(List.of(one("cohort", 0, 100)), List.of(before)).verdict())
                .isEqualTo(Verdict.ACCEPT);
    }

    @Test
    void a_list_names_at_least_twenty_and_carries_no_label() {
        assertThat(Tables.rulesOf(check(list(0, 19)))).contains("small-count");
        var ofOneEach = Disclosable.IdentifierList.of(subjects(0, 19), Tables.persons(0, 40));
        assertThat(Tables.rulesOf(check(ofOneEach))).containsExactly("small-count");
        assertThat(check(list(0, 20)).verdict()).isEqualTo(Verdict.ACCEPT);
        var labelled = new Disclosable.IdentifierList(subjects(0, 40), Tables.persons(0, 40), true, true);
        assertThat(Tables.rulesOf(check(labelled))).containsExactly("labelled");
        var ordered = new Disclosable.IdentifierList(subjects(0, 40), Tables.persons(0, 40), false, false);
        assertThat(Tables.rulesOf(check(ordered))).containsExactly("ordered");
    }

    @Test
    void a_second_list_that_differs_by_few_is_refused_and_by_many_is_reviewed() {
        var first = ReleasedCells.of(Tables.resource("ids", list(0, 100)));
        assertThat(rules.check(List.of(Tables.resource("ids2", list(0, 95))), List.of(first))
                        .verdict())
                .isEqualTo(Verdict.REJECT);
        var mild = rules.check(List.of(Tables.resource("ids2", list(100, 200))), List.of(first));
        assertThat(mild.verdict()).isEqualTo(Verdict.REVIEW);
        assertThat(Tables.rulesOf(mild)).containsExactly("second-list");
        assertThat(rules.check(List.of(Tables.resource("ids2", list(0, 100))), List.of(first))
                        .verdict())
                .isEqualTo(Verdict.ACCEPT);
    }

    /** What was weighed is known by its sentence: that of one list more is another one. */
    @Test
    void a_list_beside_one_more_that_left_has_another_finding() {
        var first = ReleasedCells.of(Tables.resource("ids", list(0, 100))).leftWith("1");
        var second = ReleasedCells.of(Tables.resource("ids", list(300, 400))).leftWith("2");
        var mild = List.of(Tables.resource("ids", list(100, 200)));
        var weighed = rules.check(mild, List.of(first)).findings();
        var now = rules.check(mild, List.of(first, second)).findings();
        assertThat(List.of(weighed, now))
                .allSatisfy(each ->
                        assertThat(each).extracting(Findings.Finding::rule).containsExactly("second-list"));
        assertThat(weighed).doesNotContainAnyElementsOf(now);
    }

    @Test
    void percentages_and_extremes_are_statistics_of_persons_too() {
        assertThat(check(summary(Disclosable.Summary.Kind.MEAN, 20, 0)).verdict())
                .isEqualTo(Verdict.ACCEPT);
        assertThat(check(summary(Disclosable.Summary.Kind.MEAN, 19, 0)).verdict())
                .isEqualTo(Verdict.REJECT);
        assertThat(Tables.rulesOf(check(summary(Disclosable.Summary.Kind.MAXIMUM, 500, 0))))
                .contains("extreme");
        assertThat(Tables.rulesOf(check(summary(Disclosable.Summary.Kind.PERCENTAGE, 100, 19))))
                .contains("small-count");
        assertThat(Tables.rulesOf(check(summary(Disclosable.Summary.Kind.PERCENTAGE, 100, 81))))
                .contains("small-count");
        assertThat(check(summary(Disclosable.Summary.Kind.PERCENTAGE, 40, 20)).verdict())
                .isEqualTo(Verdict.ACCEPT);
        assertThat(check(summary(Disclosable.Summary.Kind.PERCENTAGE, 40, 0)).verdict())
                .isEqualTo(Verdict.ACCEPT);
        assertThat(Tables.rulesOf(check(summary(Disclosable.Summary.Kind.PERCENTAGE, 25, 25))))
                .containsExactly("all-of-them");
    }

    @Test
    void each_part_of_a_resource_is_looked_at_and_the_parts_together() {
        var small = Tables.oneWay("x", 39, 20, 19);
        var large = Tables.oneWay("y", 100, 50, 50);
        assertThat(Tables.rulesOf(check(new Disclosable.Several(List.of(large, small)))))
                .contains("small-count");
        var nearly = new Disclosable.CountTable(
                List.of(Tables.cell("sex", "Female", 0, 60), Tables.cell("sex", "women", 0, 55)), List.of());
        assertThat(Tables.rulesOf(check(nearly))).contains("difference");
    }

    @Test
    void of_two_lists_in_one_request_the_second_goes_to_a_reviewer_where_it_differs() {
        var first = Tables.resource("ids", list(0, 100));
        assertThat(Tables.rulesOf(rules.check(List.of(first, Tables.resource("others", list(100, 200))), List.of())))
                .containsExactly("second-list");
        assertThat(rules.check(List.of(first, Tables.resource("again", list(0, 100))), List.of())
                        .verdict())
                .isEqualTo(Verdict.ACCEPT);
        assertThat(Tables.rulesOf(rules.check(List.of(first), List.of(ReleasedCells.of(one("some cohort", 500, 600))))))
                .isEmpty();
    }

    private Findings check(Disclosable content) {
        return rules.check(List.of(Tables.resource("resource", content)), List.of());
    }

    private static FrozenResource one(String name, int from, int to) {
        return resource(name, Tables.persons(from, to));
    }

    private static FrozenResource resource(String name, Set<PersonKey> persons) {
        var cell = new Disclosable.Cell(name, "persons", persons, new Published.Exact(persons.size()));
        return Tables.resource(name, new Disclosable.CountTable(List.of(cell), List.of()));
    }

    private static Set<CommonsSubjectId> subjects(int from, int to) {
        return IntStream.range(from, to)
                .mapToObj(i -> new CommonsSubjectId("case-" + i))
                .collect(Collectors.toSet());
    }

    private static Disclosable list(int from, int to) {
        return Disclosable.IdentifierList.of(subjects(from, to), Tables.persons(from, to));
    }

    private static Disclosable summary(Disclosable.Summary.Kind kind, int persons, int counted) {
        return new Disclosable.Summaries(List.of(
                new Disclosable.Summary("statistic", kind, Tables.persons(0, persons), Tables.persons(0, counted))));
    }
}
