package org.tessera.enclave.disclosure;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.tessera.enclave.disclosure.Findings.Verdict;

/** What may leave of models and their curves. */
final class ModelRulesTest {
    private final DisclosureRules rules = new DisclosureRules();

    @Test
    void an_empirical_curve_is_refused_and_a_smooth_one_of_many_passes() {
        assertThat(Tables.rulesOf(check(curve(Disclosable.RocCurve.Drawn.EMPIRICAL, 40, 0))))
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
                List.of(Tables.cell("outcome", "yes", 0, 65), Tables.cell("outcome", "no", 100, 200)), List.of());
        var before = List.of(ReleasedCells.of(Tables.resource("characteristics", outcome)));
        var grouped = Tables.resource("roc", curve(Disclosable.RocCurve.Drawn.GROUPED, 60, 20));
        var findings = rules.check(List.of(grouped), before);
        assertThat(findings.verdict()).isEqualTo(Verdict.REJECT);
        assertThat(Tables.rulesOf(findings)).contains("difference");
        var smooth = Tables.resource("roc", curve(Disclosable.RocCurve.Drawn.SMOOTH, 60, 0));
        assertThat(rules.check(List.of(smooth), before).verdict()).isEqualTo(Verdict.ACCEPT);
    }

    @Test
    void models_need_outcomes_and_degrees_of_freedom_and_no_single_person_behind_them() {
        assertThat(check(model(40, 100, 0.3)).verdict()).isEqualTo(Verdict.ACCEPT);
        // 1.50 with a standard error of 0.30 of its logarithm is printed as 1.5; without one person, 0.20 more, as 1.8
        assertThat(Tables.rulesOf(check(model(40, 100, 0.20 / 0.30)))).containsExactly("one-person");
        assertThat(Tables.rulesOf(check(model(16, 100, 0.3)))).contains("few-outcomes");
        assertThat(Tables.rulesOf(check(model(40, 9, 0.3)))).containsExactly("degrees-of-freedom");
        var planted = check(model(40, 100, 2.5));
        assertThat(planted.verdict()).isEqualTo(Verdict.REVIEW);
        assertThat(Tables.rulesOf(planted)).containsExactly("one-person");
    }

    @Test
    void a_model_that_says_that_everyone_of_a_group_has_the_outcome_goes_to_a_reviewer() {
        var severe = Tables.persons(0, 60);
        assertThat(Tables.rulesOf(check(model(severe, Tables.persons(0, 30))))).containsExactly("all-of-them");
        assertThat(Tables.rulesOf(check(model(severe, Tables.persons(60, 90))))).containsExactly("all-of-them");
        assertThat(Tables.rulesOf(check(model(Tables.persons(0, 120), Tables.persons(0, 30)))))
                .containsExactly("all-of-them");
        assertThat(check(model(severe, Tables.persons(30, 90))).verdict()).isEqualTo(Verdict.ACCEPT);
    }

    @Test
    void few_with_or_without_a_condition_and_the_outcome_go_to_a_reviewer() {
        var severe = Tables.persons(0, 60);
        assertThat(Tables.rulesOf(check(model(severe, Tables.persons(55, 90))))).containsExactly("few-exposed");
        assertThat(Tables.rulesOf(check(model(severe, Tables.persons(20, 65))))).containsExactly("few-exposed");
        assertThat(Tables.rulesOf(check(model(severe, Tables.persons(10, 90))))).containsExactly("few-exposed");
        assertThat(Tables.rulesOf(check(model(severe, Tables.persons(30, 110)))))
                .containsExactly("few-exposed");
    }

    @Test
    void a_renamed_model_of_nearly_the_same_persons_as_one_that_left_goes_to_a_reviewer() {
        var before = List.of(ReleasedCells.of(Tables.resource("models", named("m", 0, 120))));
        assertThat(Tables.rulesOf(rules.check(List.of(Tables.resource("models", named("n", 1, 120))), before)))
                .containsExactly("nearly-same");
        assertThat(Tables.rulesOf(rules.check(List.of(Tables.resource("models", named("n", 1, 121))), before)))
                .containsExactly("nearly-same");
        assertThat(rules.check(List.of(Tables.resource("models", named("n", 0, 120))), before)
                        .verdict())
                .isEqualTo(Verdict.ACCEPT);
        assertThat(rules.check(List.of(Tables.resource("models", named("n", 20, 140))), before)
                        .verdict())
                .isEqualTo(Verdict.ACCEPT);
    }

    @Test
    void nearly_the_same_as_another_that_left_under_the_same_name_is_another_finding() {
        var models = ReleasedCells.of(Tables.resource("models", named("m", 0, 120)));
        var requested = List.of(Tables.resource("models", named("n", 1, 120)));
        var weighed = rules.check(requested, List.of(models.leftWith("1"))).findings();
        var now = rules.check(requested, List.of(models.leftWith("1"), models.leftWith("2")))
                .findings();
        assertThat(now).hasSize(2 * weighed.size()).containsAll(weighed);
    }

    @Test
    void a_model_or_curve_of_the_same_persons_of_whom_few_have_another_outcome_is_refused() {
        var before = List.of(ReleasedCells.of(Tables.resource("models", model(40, 100, 0.3))));
        assertThat(Tables.rulesOf(rules.check(List.of(Tables.resource("models", model(41, 100, 0.3))), before)))
                .containsExactly("difference");
        assertThat(rules.check(List.of(Tables.resource("models", model(40, 100, 0.3))), before)
                        .verdict())
                .isEqualTo(Verdict.ACCEPT);
        var curve = List.of(ReleasedCells.of(Tables.resource("roc", curve(Disclosable.RocCurve.Drawn.SMOOTH, 40, 0))));
        var swapped = new Disclosable.RocCurve(
                "m",
                Disclosable.RocCurve.Drawn.SMOOTH,
                Tables.union(Tables.persons(1, 40), Tables.persons(100, 101)),
                Tables.union(Tables.persons(0, 1), Tables.persons(101, 200)),
                0,
                0.0);
        assertThat(Tables.rulesOf(rules.check(List.of(Tables.resource("roc", swapped)), curve)))
                .containsExactly("difference");
    }

    @Test
    void a_smooth_curve_that_one_person_moves_by_more_than_its_last_digit_goes_to_a_reviewer() {
        assertThat(check(curve(Disclosable.RocCurve.Drawn.SMOOTH, 40, 0, 1)).verdict())
                .isEqualTo(Verdict.ACCEPT);
        var moved = check(curve(Disclosable.RocCurve.Drawn.SMOOTH, 40, 0, 1.01));
        assertThat(moved.verdict()).isEqualTo(Verdict.REVIEW);
        assertThat(Tables.rulesOf(moved)).containsExactly("one-person");
    }

    @Test
    void a_smooth_curve_that_was_frozen_before_anybody_looked_goes_to_a_reviewer() throws JsonProcessingException {
        var json = new ObjectMapper();
        ObjectNode frozen = json.valueToTree(curve(Disclosable.RocCurve.Drawn.SMOOTH, 40, 0));
        frozen.remove("onePerson");
        var before = check(json.treeToValue(frozen, Disclosable.class));
        assertThat(before.verdict()).isEqualTo(Verdict.REVIEW);
        assertThat(Tables.rulesOf(before)).containsExactly("one-person");
    }

    @Test
    void twenty_of_a_class_and_ten_degrees_of_freedom_are_enough() {
        assertThat(check(bare(20, 10, false)).verdict()).isEqualTo(Verdict.ACCEPT);
        assertThat(check(bare(100, 10, false)).verdict()).isEqualTo(Verdict.ACCEPT);
        assertThat(Tables.rulesOf(check(bare(19, 10, false)))).containsExactly("few-outcomes");
        assertThat(Tables.rulesOf(check(bare(101, 10, false)))).containsExactly("few-outcomes");
        assertThat(check(curve(Disclosable.RocCurve.Drawn.SMOOTH, 20, 0)).verdict())
                .isEqualTo(Verdict.ACCEPT);
        var negatives = new Disclosable.RocCurve(
                "m", Disclosable.RocCurve.Drawn.SMOOTH, Tables.persons(0, 40), Tables.persons(100, 120), 0, 0.0);
        assertThat(check(negatives).verdict()).isEqualTo(Verdict.ACCEPT);
        var fewer = new Disclosable.RocCurve(
                "m", Disclosable.RocCurve.Drawn.SMOOTH, Tables.persons(0, 40), Tables.persons(100, 119), 0, 0.0);
        assertThat(Tables.rulesOf(check(fewer))).containsExactly("few-outcomes");
    }

    @Test
    void a_model_or_statistic_of_nobody_is_refused_though_no_class_has_few() {
        assertThat(Tables.rulesOf(check(new Disclosable.ModelResult(
                        "m", Set.of(), Set.of(), List.of(), 100, new Disclosable.Influence(0, false, "the verdict")))))
                .containsExactly("small-count");
        assertThat(Tables.rulesOf(check(new Disclosable.Summaries(
                        List.of(new Disclosable.Summary("age", Disclosable.Summary.Kind.MEAN, Set.of(), Set.of()))))))
                .containsExactly("small-count");
    }

    @Test
    void a_model_in_which_everyone_has_the_outcome_goes_to_a_reviewer_and_so_does_one_whose_others_all_have_it() {
        assertThat(Tables.rulesOf(check(bare(120, 118, false)))).containsExactly("all-of-them");
        assertThat(Tables.rulesOf(check(model(Tables.persons(0, 60), Tables.persons(30, 120)))))
                .containsExactly("all-of-them");
    }

    @Test
    void a_change_of_the_verdict_by_one_person_goes_to_a_reviewer_however_small_it_is() {
        assertThat(Tables.rulesOf(check(bare(60, 118, true)))).containsExactly("one-person");
    }

    private Findings check(Disclosable content) {
        return rules.check(List.of(Tables.resource("resource", content)), List.of());
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

    /** Of 120 persons, without a covariate. */
    private static Disclosable bare(int events, int degrees, boolean verdictChanges) {
        return new Disclosable.ModelResult(
                "m",
                Tables.persons(0, 120),
                Tables.persons(0, events),
                List.of(),
                degrees,
                new Disclosable.Influence(0, verdictChanges, "the verdict"));
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
}
