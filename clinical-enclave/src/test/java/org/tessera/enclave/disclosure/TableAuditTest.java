package org.tessera.enclave.disclosure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What a table by itself gives away, at the bounds of each rule. */
final class TableAuditTest {
    @Test
    void a_margin_is_a_count_of_persons_like_any_cell() {
        assertThat(rules(cells(0, 19), margin(19, 0, 1))).contains("small-count: sum of 0, 1");
        assertThat(rules(cells(0, 20), margin(20, 0, 1))).doesNotContain("small-count: sum of 0, 1");
        var images = new Disclosable.Margin("images", List.of(0, 1), Tables.persons(0, 40), new Published.Exact(41));
        assertThat(rules(cells(20, 20), images)).contains("not-persons: images");
    }

    @Test
    void what_is_printed_as_fewer_than_twenty_is_from_one_to_nineteen() {
        assertThat(rules(List.of(fewerThan(20, 0)))).containsExactly("wrong-bound: row / 0");
        assertThat(rules(List.of(fewerThan(20, 1)))).isEmpty();
        assertThat(rules(List.of(fewerThan(20, 19)))).isEmpty();
        assertThat(rules(List.of(fewerThan(20, 20)))).containsExactly("wrong-bound: row / 20");
    }

    @Test
    void what_a_margin_leaves_for_hidden_cells_is_a_count_like_any_other() {
        var hidden = List.of(cell(30), fewerThan(20, 10), fewerThan(20, 10));
        assertThat(rules(hidden, margin(49, 0, 1, 2))).contains("residual: sum of 0, 1, 2");
        assertThat(rules(hidden, margin(50, 0, 1, 2))).isEmpty();
        assertThat(rules(List.of(cell(30), withheld(10), withheld(9)), margin(49, 0, 1, 2)))
                .contains("residual: sum of 0, 1, 2");
        assertThat(rules(cells(20, 20), margin(45, 0, 1))).noneMatch(each -> each.startsWith("residual"));
        assertThat(rules(List.of(cell(30), withheld(0), withheld(0)), margin(30, 0, 1, 2)))
                .noneMatch(each -> each.startsWith("residual"));
    }

    @Test
    void a_hidden_cell_leaves_at_least_five_values_open() {
        // Two cells of 1 to 19: a sum of 34 leaves 15 to 19, one of 35 leaves 16 to 19.
        var hidden = List.of(fewerThan(20, 17), fewerThan(20, 17));
        assertThat(rules(hidden, margin(34, 0, 1))).isEmpty();
        var other = List.of(fewerThan(20, 17), fewerThan(20, 18));
        assertThat(rules(other, margin(35, 0, 1))).containsExactly("narrow: row / 17", "narrow: row / 18");
    }

    @Test
    void a_remark_on_a_hidden_cell_names_the_margins_that_it_is_in() {
        var cells = List.of(fewerThan(20, 1), fewerThan(20, 2), cell(30), cell(40));
        var table = new Disclosable.CountTable(cells, List.of(margin(70, 2, 3), margin(31, 0, 2), margin(42, 1, 3)));
        assertThat(TableAudit.of(table))
                .filteredOn(each -> "recoverable".equals(each.rule()))
                .extracting(TableAudit.Remark::margins)
                .containsExactly(Set.of(1), Set.of(2));
        assertThat(TableAudit.of(table))
                .filteredOn(each -> "residual".equals(each.rule()))
                .extracting(TableAudit.Remark::margins)
                .containsExactly(Set.of(1), Set.of(2));
    }

    @Test
    void sums_that_no_counts_have_are_told() {
        var cells = List.of(fewerThan(20, 10), fewerThan(20, 10));
        assertThat(rules(cells, margin(100, 0, 1)))
                .contains("inconsistent: No counts satisfy all that the table shows.");
    }

    /** Nine rows of six more than their least, in eight columns that have room for six more each: too many ways to try. */
    @Test
    void what_is_too_hard_to_decide_is_for_a_reviewer() {
        List<Disclosable.Cell> cells = new ArrayList<>();
        List<Disclosable.Margin> margins = new ArrayList<>();
        for (int row = 0; row < 9; row++) {
            int first = 8 * row;
            margins.add(margin(8 * 20 + 6, IntStream.range(first, first + 8).toArray()));
            IntStream.range(first, first + 8).forEach(each -> cells.add(fewerThan(27, 20)));
        }
        for (int column = 0; column < 8; column++) {
            int at = column;
            margins.add(new Disclosable.Margin(
                    "column " + column,
                    IntStream.range(0, 9).mapToObj(row -> 8 * row + at).toList(),
                    Tables.persons(0, 180),
                    new Published.FewerThan(9 * 20 + 7)));
        }
        assertThat(TableAudit.of(new Disclosable.CountTable(cells, margins)))
                .extracting(TableAudit.Remark::rule)
                .containsOnly("undecided");
    }

    private static List<String> rules(List<Disclosable.Cell> cells, Disclosable.Margin... margins) {
        return TableAudit.of(new Disclosable.CountTable(cells, List.of(margins))).stream()
                .map(each -> each.rule() + ": " + each.sentence().replaceFirst(" (shows|is|can|minus|was) .*", ""))
                .toList();
    }

    private static List<Disclosable.Cell> cells(Integer... counts) {
        return List.of(counts).stream().map(TableAuditTest::cell).toList();
    }

    private static Disclosable.Cell cell(int persons) {
        return new Disclosable.Cell("row", "" + persons, Tables.persons(0, persons), new Published.Exact(persons));
    }

    private static Disclosable.Cell fewerThan(int limit, int persons) {
        return new Disclosable.Cell("row", "" + persons, Tables.persons(0, persons), new Published.FewerThan(limit));
    }

    private static Disclosable.Cell withheld(int persons) {
        return new Disclosable.Cell("row", "" + persons, Tables.persons(0, persons), new Published.Withheld());
    }

    private static Disclosable.Margin margin(int total, int... cells) {
        List<Integer> which = IntStream.of(cells).boxed().toList();
        String label = "sum of "
                + String.join(", ", which.stream().map(String::valueOf).toList());
        return new Disclosable.Margin(label, which, Tables.persons(0, total), new Published.Exact(total));
    }
}
