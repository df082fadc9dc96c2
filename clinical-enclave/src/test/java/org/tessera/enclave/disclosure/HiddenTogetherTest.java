package org.tessera.enclave.disclosure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.tessera.enclave.disclosure.Findings.Verdict;

/** A count that one table hides and another shows does not give away what is hidden beside it. */
final class HiddenTogetherTest {
    private final DisclosureRules rules = new DisclosureRules();

    @Test
    void a_total_that_is_hidden_here_and_shown_there_does_not_give_two_small_counts_away() {
        // 1 + 1 + 20 of 22: at least 1, at least 1 and at least 20
        var funnel = funnel(1, 2, 22);
        var linked = shown("linked", 0, 22);
        assertThat(check(List.of(), funnel).verdict()).isEqualTo(Verdict.ACCEPT);
        assertThat(check(List.of(), linked).verdict()).isEqualTo(Verdict.ACCEPT);

        assertThat(check(List.of(), funnel, linked).verdict()).isEqualTo(Verdict.REJECT);
        assertThat(Tables.rulesOf(check(List.of(linked), funnel))).containsExactly("recoverable-together");
        assertThat(Tables.rulesOf(check(List.of(funnel), linked))).containsExactly("recoverable-together");
    }

    @Test
    void a_part_that_is_hidden_here_and_shown_there_leaves_few_values_for_the_rest() {
        // 24 beside the 590 that the other table shows: at least 1, at least 1 and at least 20
        var cohort = shown("final cohort", 0, 590);
        assertThat(check(List.of(), matched(614)).verdict()).isEqualTo(Verdict.ACCEPT);
        assertThat(check(List.of(matched(614)), cohort).verdict()).isEqualTo(Verdict.REVIEW);
        assertThat(Tables.rulesOf(check(List.of(matched(614)), cohort))).containsExactly("narrow-together");

        // 25 leave five
        assertThat(check(List.of(matched(615)), cohort).verdict()).isEqualTo(Verdict.ACCEPT);
    }

    private static FrozenResource matched(int total) {
        var cells = List.of(
                new Disclosable.Cell("verdict", "one", Tables.persons(0, 590), new Published.FewerThan(620)),
                new Disclosable.Cell("verdict", "several", Tables.persons(590, 611), new Published.FewerThan(620)),
                new Disclosable.Cell("verdict", "single", Tables.persons(611, total), new Published.FewerThan(20)));
        return Tables.resource(
                "funnel",
                new Disclosable.CountTable(
                        cells,
                        List.of(new Disclosable.Margin(
                                "matched", List.of(0, 1, 2), Tables.persons(0, total), new Published.Exact(total)))));
    }

    @Test
    void a_coarser_category_in_another_table_does_not_give_its_parts_away() {
        var cells = List.of(
                new Disclosable.Cell("race", "first", Tables.persons(0, 1), new Published.FewerThan(20)),
                new Disclosable.Cell("race", "shown", Tables.persons(100, 200), new Published.Exact(100)),
                new Disclosable.Cell("race", "second", Tables.persons(1, 21), new Published.FewerThan(240)),
                new Disclosable.Cell("race", "third", Tables.persons(300, 400), new Published.FewerThan(240)));
        var fine = Tables.resource("fine", new Disclosable.CountTable(cells, List.of()));
        assertThat(Tables.rulesOf(check(List.of(fine), shown("first or second", 0, 21))))
                .containsExactly("recoverable-together");
    }

    @Test
    void a_part_is_not_more_than_its_whole_in_an_earlier_stage() {
        // 34 are hidden; of these "<540" says 20 or more, and the 21 of the earlier stage that there are no more
        var last = race(534, 0, 0, 0, 0, null, null, new Published.FewerThan(540), new Published.FewerThan(20));
        var earlier = race(644, 60, 30, 1, 19, null, null, null, null);
        assertThat(check(List.of(), last).verdict()).isEqualTo(Verdict.ACCEPT);
        assertThat(check(List.of(), earlier).verdict()).isEqualTo(Verdict.ACCEPT);

        assertThat(check(List.of(), last, earlier).verdict()).isEqualTo(Verdict.REVIEW);
        assertThat(Tables.rulesOf(check(List.of(last), earlier))).containsExactly("narrow-together");
        assertThat(Tables.rulesOf(check(List.of(earlier), last))).containsExactly("narrow-together");

        var safe =
                new Suppression(ReleasedCells.of(last).sets(), 5000).apply((Disclosable.CountTable) earlier.content());
        assertThat(check(List.of(last), Tables.resource("earlier", safe)).verdict())
                .isEqualTo(Verdict.ACCEPT);
    }

    @Test
    void what_was_found_of_earlier_releases_is_not_found_again() {
        var together = List.of(funnel(1, 2, 22), shown("linked", 0, 22));
        assertThat(check(together, shown("other", 1000, 1100)).verdict()).isEqualTo(Verdict.ACCEPT);
    }

    @Test
    void a_table_beside_one_that_hides_the_same_persons_is_mended() {
        var funnel = funnel(1, 2, 22);
        var linked = (Disclosable.CountTable) shown("linked", 0, 22).content();
        var safe = new Suppression(ReleasedCells.of(funnel).sets(), 5000).apply(linked);
        assertThat(check(List.of(funnel), Tables.resource("linked", safe)).verdict())
                .isEqualTo(Verdict.ACCEPT);
    }

    @Test
    void bounds_that_contradict_one_another_hide_nothing_from_a_reviewer() {
        // "<40" stands for 20 to 39, and of these there is one
        var wrong = Tables.resource(
                "wrong",
                new Disclosable.CountTable(
                        List.of(
                                new Disclosable.Cell("x", "a", Tables.persons(0, 1), new Published.FewerThan(40)),
                                new Disclosable.Cell("x", "b", Tables.persons(1, 22), new Published.Exact(21))),
                        List.of()));
        assertThat(Tables.rulesOf(check(List.of(wrong), shown("all", 0, 22)))).contains("undecided-together");
        assertThat(Tables.rulesOf(check(List.of(wrong, shown("all", 0, 22)), shown("other", 1000, 1100))))
                .contains("undecided-together");
    }

    private Findings check(List<FrozenResource> released, FrozenResource... requested) {
        return rules.check(
                List.of(requested), released.stream().map(ReleasedCells::of).toList());
    }

    /** White 400, Black 100, Asian 20 and American Indian 14, and so many more of each. */
    private static FrozenResource race(
            int total, int white, int black, int asian, int indian, @Nullable Published... as) {
        List<Disclosable.Cell> cells = List.of(
                cell("White", Tables.persons(0, 400), Tables.persons(1000, 1000 + white), as[0]),
                cell("Black", Tables.persons(400, 500), Tables.persons(2000, 2000 + black), as[1]),
                cell("Asian", Tables.persons(500, 520), Tables.persons(3000, 3000 + asian), as[2]),
                cell("American Indian", Tables.persons(520, 534), Tables.persons(4000, 4000 + indian), as[3]));
        Set<PersonKey> all = new HashSet<>();
        cells.forEach(each -> all.addAll(each.persons()));
        var margin =
                new Disclosable.Margin("total of race " + total, List.of(0, 1, 2, 3), all, new Published.Exact(total));
        return Tables.resource("race " + total, new Disclosable.CountTable(cells, List.of(margin)));
    }

    private static Disclosable.Cell cell(
            String race, Set<PersonKey> last, Set<PersonKey> more, @Nullable Published published) {
        Set<PersonKey> persons = Tables.union(last, more);
        return new Disclosable.Cell(
                "race", race, persons, published == null ? new Published.Exact(persons.size()) : published);
    }

    private static FrozenResource funnel(int first, int second, int third) {
        var cells = List.of(
                new Disclosable.Cell("verdict", "one", Tables.persons(0, first), new Published.FewerThan(20)),
                new Disclosable.Cell("verdict", "two", Tables.persons(first, second), new Published.FewerThan(20)),
                new Disclosable.Cell("verdict", "three", Tables.persons(second, third), new Published.FewerThan(40)));
        return Tables.resource(
                "funnel",
                new Disclosable.CountTable(
                        cells,
                        List.of(new Disclosable.Margin(
                                "linked", List.of(0, 1, 2), Tables.persons(0, third), new Published.FewerThan(100)))));
    }

    private static FrozenResource shown(String name, int from, int to) {
        var cell = new Disclosable.Cell(name, "persons", Tables.persons(from, to), new Published.Exact(to - from));
        return Tables.resource(name, new Disclosable.CountTable(List.of(cell), List.of()));
    }
}
