package org.tessera.enclave.disclosure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
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
        assertThat(rulesOf(findings)).contains("residual");
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
        assertThat(rulesOf(rules.check(List.of(Tables.resource("images.csv", table)), List.of())))
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
        assertThat(rulesOf(findings)).containsExactly("all-of-them");
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
        assertThat(rulesOf(findings)).containsOnly("narrow");
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
        assertThat(rulesOf(findings)).containsExactly("combination");
    }

    @Test
    void overlapping_sums_reveal_a_group_that_is_in_none_of_them_alone() {
        // A+B+C = (sum of three unions of two) / 2: with the total, the rest of 10 persons
        List<FrozenResource> requested = List.of(
                resource("ab", Tables.persons(0, 60)),
                resource("bc", Tables.persons(30, 90)),
                resource("ac", union(Tables.persons(0, 30), Tables.persons(60, 90))),
                resource("total", Tables.persons(0, 100)));
        assertThat(rulesOf(rules.check(requested, List.of()))).contains("combination");
    }

    @Test
    void two_tables_of_different_attributes_of_one_cohort_pass() {
        var sex = new Disclosable.CountTable(
                List.of(cell("sex", "Female", 0, 60), cell("sex", "Male", 60, 120)), List.of());
        var age = new Disclosable.CountTable(
                List.of(
                        cell("age", "young", 5, 80),
                        new Disclosable.Cell(
                                "age",
                                "old",
                                union(Tables.persons(0, 5), Tables.persons(80, 120)),
                                new Published.Exact(45))),
                List.of());
        assertThat(rules.check(List.of(Tables.resource("sex", sex), Tables.resource("age", age)), List.of())
                        .verdict())
                .isEqualTo(Verdict.ACCEPT);
    }

    @Test
    void the_same_cell_of_a_slightly_different_cohort_is_refused() {
        var before = ReleasedCells.of(one("cohort", 0, 100));
        var swapped = resource("cohort", union(Tables.persons(5, 100), Tables.persons(200, 205)));
        assertThat(rulesOf(rules.check(List.of(swapped), List.of(before)))).contains("difference");
        assertThat(rules.check(List.of(one("cohort", 0, 100)), List.of(before)).verdict())
                .isEqualTo(Verdict.ACCEPT);
    }

    @Test
    void a_list_names_at_least_twenty_and_carries_no_label() {
        assertThat(check(list(0, 19)).verdict()).isEqualTo(Verdict.REJECT);
        assertThat(check(list(0, 20)).verdict()).isEqualTo(Verdict.ACCEPT);
        var labelled = new Disclosable.IdentifierList(subjects(0, 40), Tables.persons(0, 40), true, true);
        assertThat(rulesOf(check(labelled))).containsExactly("labelled");
        var ordered = new Disclosable.IdentifierList(subjects(0, 40), Tables.persons(0, 40), false, false);
        assertThat(rulesOf(check(ordered))).containsExactly("ordered");
    }

    @Test
    void a_second_list_that_differs_by_few_is_refused_and_by_many_is_reviewed() {
        var first = ReleasedCells.of(Tables.resource("ids", list(0, 100)));
        assertThat(rules.check(List.of(Tables.resource("ids2", list(0, 95))), List.of(first))
                        .verdict())
                .isEqualTo(Verdict.REJECT);
        var mild = rules.check(List.of(Tables.resource("ids2", list(100, 200))), List.of(first));
        assertThat(mild.verdict()).isEqualTo(Verdict.REVIEW);
        assertThat(rulesOf(mild)).containsExactly("second-list");
        assertThat(rules.check(List.of(Tables.resource("ids2", list(0, 100))), List.of(first))
                        .verdict())
                .isEqualTo(Verdict.ACCEPT);
    }

    @Test
    void an_empirical_curve_is_refused_and_a_smooth_one_of_many_passes() {
        assertThat(rulesOf(check(curve(Disclosable.RocCurve.Drawn.EMPIRICAL, 40, 0))))
                .containsExactly("steps");
        assertThat(check(curve(Disclosable.RocCurve.Drawn.GROUPED, 40, 20)).verdict())
                .isEqualTo(Verdict.ACCEPT);
        assertThat(check(curve(Disclosable.RocCurve.Drawn.GROUPED, 40, 19)).verdict())
                .isEqualTo(Verdict.REJECT);
        assertThat(check(curve(Disclosable.RocCurve.Drawn.SMOOTH, 40, 0)).verdict())
                .isEqualTo(Verdict.ACCEPT);
        assertThat(check(curve(Disclosable.RocCurve.Drawn.SMOOTH, 16, 0)).verdict())
                .isEqualTo(Verdict.REJECT);
    }

    @Test
    void a_grouped_curve_tells_how_many_are_in_each_class_and_is_compared_with_other_counts() {
        var outcome = new Disclosable.CountTable(
                List.of(cell("outcome", "yes", 0, 65), cell("outcome", "no", 100, 200)), List.of());
        var before = List.of(ReleasedCells.of(Tables.resource("characteristics", outcome)));
        var grouped = Tables.resource("roc", curve(Disclosable.RocCurve.Drawn.GROUPED, 60, 20));
        var findings = rules.check(List.of(grouped), before);
        assertThat(findings.verdict()).isEqualTo(Verdict.REJECT);
        assertThat(rulesOf(findings)).contains("difference");
        var smooth = Tables.resource("roc", curve(Disclosable.RocCurve.Drawn.SMOOTH, 60, 0));
        assertThat(rules.check(List.of(smooth), before).verdict()).isEqualTo(Verdict.ACCEPT);
    }

    @Test
    void models_need_outcomes_and_degrees_of_freedom_and_no_single_person_behind_them() {
        assertThat(check(model(40, 100, 0.3)).verdict()).isEqualTo(Verdict.ACCEPT);
        // 1.50 with a standard error of 0.30 of its logarithm is printed as 1.5; without one person, 0.20 more, as 1.8
        assertThat(rulesOf(check(model(40, 100, 0.20 / 0.30)))).containsExactly("one-person");
        assertThat(rulesOf(check(model(16, 100, 0.3)))).contains("few-outcomes");
        assertThat(rulesOf(check(model(40, 9, 0.3)))).containsExactly("degrees-of-freedom");
        var planted = check(model(40, 100, 2.5));
        assertThat(planted.verdict()).isEqualTo(Verdict.REVIEW);
        assertThat(rulesOf(planted)).containsExactly("one-person");
    }

    @Test
    void a_model_that_says_that_everyone_of_a_group_has_the_outcome_goes_to_a_reviewer() {
        var severe = Tables.persons(0, 60);
        assertThat(rulesOf(check(model(severe, Tables.persons(0, 30))))).containsExactly("all-of-them");
        assertThat(rulesOf(check(model(severe, Tables.persons(60, 90))))).containsExactly("all-of-them");
        assertThat(rulesOf(check(model(Tables.persons(0, 120), Tables.persons(0, 30)))))
                .containsExactly("all-of-them");
        assertThat(check(model(severe, Tables.persons(30, 90))).verdict()).isEqualTo(Verdict.ACCEPT);
    }

    @Test
    void few_with_or_without_a_condition_and_the_outcome_go_to_a_reviewer() {
        var severe = Tables.persons(0, 60);
        assertThat(rulesOf(check(model(severe, Tables.persons(55, 90))))).containsExactly("few-exposed");
        assertThat(rulesOf(check(model(severe, Tables.persons(20, 65))))).containsExactly("few-exposed");
        assertThat(rulesOf(check(model(severe, Tables.persons(10, 90))))).containsExactly("few-exposed");
        assertThat(rulesOf(check(model(severe, Tables.persons(30, 110))))).containsExactly("few-exposed");
    }

    @Test
    void a_renamed_model_of_nearly_the_same_persons_as_one_that_left_goes_to_a_reviewer() {
        var before = List.of(ReleasedCells.of(Tables.resource("models", named("m", 0, 120))));
        assertThat(rulesOf(rules.check(List.of(Tables.resource("models", named("n", 1, 120))), before)))
                .containsExactly("nearly-same");
        assertThat(rulesOf(rules.check(List.of(Tables.resource("models", named("n", 1, 121))), before)))
                .containsExactly("nearly-same");
        assertThat(rules.check(List.of(Tables.resource("models", named("n", 0, 120))), before)
                        .verdict())
                .isEqualTo(Verdict.ACCEPT);
        assertThat(rules.check(List.of(Tables.resource("models", named("n", 20, 140))), before)
                        .verdict())
                .isEqualTo(Verdict.ACCEPT);
    }

    @Test
    void a_model_or_curve_of_the_same_persons_of_whom_few_have_another_outcome_is_refused() {
        var before = List.of(ReleasedCells.of(Tables.resource("models", model(40, 100, 0.3))));
        assertThat(rulesOf(rules.check(List.of(Tables.resource("models", model(41, 100, 0.3))), before)))
                .containsExactly("difference");
        assertThat(rules.check(List.of(Tables.resource("models", model(40, 100, 0.3))), before)
                        .verdict())
                .isEqualTo(Verdict.ACCEPT);
        var curve = List.of(ReleasedCells.of(Tables.resource("roc", curve(Disclosable.RocCurve.Drawn.SMOOTH, 40, 0))));
        var swapped = new Disclosable.RocCurve(
                "m",
                Disclosable.RocCurve.Drawn.SMOOTH,
                union(Tables.persons(1, 40), Tables.persons(100, 101)),
                union(Tables.persons(0, 1), Tables.persons(101, 200)),
                0,
                0);
        assertThat(rulesOf(rules.check(List.of(Tables.resource("roc", swapped)), curve)))
                .containsExactly("difference");
    }

    @Test
    void a_smooth_curve_that_one_person_moves_by_more_than_its_last_digit_goes_to_a_reviewer() {
        assertThat(check(curve(Disclosable.RocCurve.Drawn.SMOOTH, 40, 0, 1)).verdict())
                .isEqualTo(Verdict.ACCEPT);
        var moved = check(curve(Disclosable.RocCurve.Drawn.SMOOTH, 40, 0, 1.01));
        assertThat(moved.verdict()).isEqualTo(Verdict.REVIEW);
        assertThat(rulesOf(moved)).containsExactly("one-person");
    }

    @Test
    void percentages_and_extremes_are_statistics_of_persons_too() {
        assertThat(check(summary(Disclosable.Summary.Kind.MEAN, 20, 0)).verdict())
                .isEqualTo(Verdict.ACCEPT);
        assertThat(check(summary(Disclosable.Summary.Kind.MEAN, 19, 0)).verdict())
                .isEqualTo(Verdict.REJECT);
        assertThat(rulesOf(check(summary(Disclosable.Summary.Kind.MAXIMUM, 500, 0))))
                .contains("extreme");
        assertThat(check(summary(Disclosable.Summary.Kind.PERCENTAGE, 100, 7)).verdict())
                .isEqualTo(Verdict.REJECT);
        assertThat(check(summary(Disclosable.Summary.Kind.PERCENTAGE, 100, 93)).verdict())
                .isEqualTo(Verdict.REJECT);
        assertThat(check(summary(Disclosable.Summary.Kind.PERCENTAGE, 25, 25)).verdict())
                .isEqualTo(Verdict.REVIEW);
    }

    private Findings check(Disclosable content) {
        return rules.check(List.of(Tables.resource("resource", content)), List.of());
    }

    private static List<String> rulesOf(Findings findings) {
        return findings.findings().stream()
                .map(Findings.Finding::rule)
                .distinct()
                .toList();
    }

    private static Disclosable.Cell cell(String row, String column, int from, int to) {
        return new Disclosable.Cell(row, column, Tables.persons(from, to), new Published.Exact(to - from));
    }

    private static FrozenResource one(String name, int from, int to) {
        return resource(name, Tables.persons(from, to));
    }

    private static FrozenResource resource(String name, Set<PersonKey> persons) {
        var cell = new Disclosable.Cell(name, "persons", persons, new Published.Exact(persons.size()));
        return Tables.resource(name, new Disclosable.CountTable(List.of(cell), List.of()));
    }

    private static Set<PersonKey> union(Set<PersonKey> a, Set<PersonKey> b) {
        List<PersonKey> all = new ArrayList<>(a);
        all.addAll(b);
        return Set.copyOf(all);
    }

    private static Set<CommonsSubjectId> subjects(int from, int to) {
        return IntStream.range(from, to)
                .mapToObj(i -> new CommonsSubjectId("case-" + i))
                .collect(Collectors.toSet());
    }

    private static Disclosable list(int from, int to) {
        return Disclosable.IdentifierList.of(subjects(from, to), Tables.persons(from, to));
    }

    private static Disclosable curve(Disclosable.RocCurve.Drawn drawn, int positives, int between) {
        return curve(drawn, positives, between, 0);
    }

    private static Disclosable curve(Disclosable.RocCurve.Drawn drawn, int positives, int between, double onePerson) {
        return new Disclosable.RocCurve(
                "m", drawn, Tables.persons(0, positives), Tables.persons(100, 200), between, onePerson);
    }

    private static Disclosable model(int events, int degrees, double influence) {
        return new Disclosable.ModelResult(
                "m",
                Tables.persons(0, 120),
                Tables.persons(0, events),
                List.of(new Disclosable.Group("x", Tables.persons(20, 61))),
                degrees,
                new Disclosable.Influence(influence, false, "the odds ratio of x"));
    }

    private static Disclosable named(String name, int from, int to) {
        return new Disclosable.ModelResult(
                name,
                Tables.persons(from, to),
                Tables.persons(from, to - 60),
                List.of(),
                100,
                new Disclosable.Influence(0, false, "the verdict"));
    }

    private static Disclosable model(Set<PersonKey> events, Set<PersonKey> exposed) {
        return new Disclosable.ModelResult(
                "m",
                Tables.persons(0, 120),
                events,
                List.of(new Disclosable.Group("x", exposed)),
                118,
                new Disclosable.Influence(0, false, "the verdict"));
    }

    private static Disclosable summary(Disclosable.Summary.Kind kind, int persons, int counted) {
        return new Disclosable.Summaries(List.of(
                new Disclosable.Summary("statistic", kind, Tables.persons(0, persons), Tables.persons(0, counted))));
    }
}
