package org.tessera.enclave.disclosure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A table that gives itself away is mended, with as little as it takes. */
final class SuppressionTest {
    private final DisclosureRules rules = new DisclosureRules();

    @Test
    void primary_suppression_alone_is_refused_and_the_mended_table_passes() {
        var race = table("race", 26, 1620, 338, 134, 4, 2);
        assertThat(verdict(Suppression.primary(race))).isEqualTo(Findings.Verdict.REJECT);

        var safe = new Suppression(List.of(), 5000).apply(race);

        assertThat(verdict(safe)).isEqualTo(Findings.Verdict.ACCEPT);
        assertThat(texts(safe)).containsExactly("<2140", "1620", "338", "134", "<20", "<20");
        assertThat(safe.margins().getFirst().published()).isEqualTo(new Published.Exact(2124));
    }

    @Test
    void a_wider_bound_says_nothing_of_the_count_it_hides() {
        var one = new Suppression(List.of(), 5000).apply(table("race", 26, 100, 3));
        var other = new Suppression(List.of(), 5000).apply(table("race", 27, 99, 3));
        assertThat(texts(one).getFirst()).isEqualTo(texts(other).getFirst()).isEqualTo("<140");
    }

    @Test
    void a_funnel_of_nested_steps_is_mended_at_once() {
        List<Disclosable.Cell> cells = new ArrayList<>();
        List<Disclosable.Margin> margins = new ArrayList<>();
        int[] counts = {14, 1710, 164, 10, 11, 25, 18, 117, 30, 20, 5};
        int next = 0;
        for (int i = 0; i < counts.length; i++) {
            cells.add(new Disclosable.Cell(
                    "verdict", "v" + i, Tables.persons(next, next + counts[i]), new Published.Exact(counts[i])));
            next += counts[i];
        }
        int from = 0;
        for (int i = 0; i < 8; i++) {
            margins.add(new Disclosable.Margin(
                    "step " + i,
                    IntStream.range(i, counts.length).boxed().toList(),
                    Tables.persons(from, next),
                    new Published.Exact(next - from)));
            from += counts[i];
        }
        var safe = new Suppression(List.of(), 5000).apply(new Disclosable.CountTable(cells, margins));
        assertThat(verdict(safe)).isEqualTo(Findings.Verdict.ACCEPT);
        assertThat(texts(safe)).contains("164", "117");
    }

    @Test
    void a_table_without_small_counts_stays_as_it_is() {
        var sex = table("sex", 60, 57);
        assertThat(texts(new Suppression(List.of(), 5000).apply(sex))).containsExactly("60", "57");
    }

    @Test
    void a_part_of_a_released_cohort_that_is_almost_all_of_it_is_mended_beside_it() {
        var before = ReleasedCells.of(Tables.resource("all", table("cohort", 130, 40)));
        var part = new Disclosable.CountTable(
                List.of(new Disclosable.Cell("cohort", "part", Tables.persons(0, 125), new Published.Exact(125))),
                List.of());
        var safe = new Suppression(before.sets(), 5000).apply(part);
        assertThat(rules.check(List.of(Tables.resource("part", safe)), List.of(before))
                        .verdict())
                .isEqualTo(Findings.Verdict.ACCEPT);
    }

    @Test
    void random_chains_of_cohorts_come_out_safe_together() {
        var random = new Random(20);
        for (int round = 0; round < 12; round++) {
            List<Disclosable.CountTable> chain = chain(random);
            List<ReleasedCells> history = new ArrayList<>();
            List<ReleasedCells.ReleasedSet> beside = new ArrayList<>();
            for (int i = 0; i < chain.size(); i++) {
                var safe = Tables.resource("table " + i, new Suppression(beside, 5000).apply(chain.get(i)));
                var findings = rules.check(List.of(safe), history);
                assertThat(findings.findings().stream()
                                .filter(each -> !each.rule().equals("all-of-them")))
                        .as("round " + round + " table " + i)
                        .isEmpty();
                history.add(ReleasedCells.of(safe));
                beside.addAll(ReleasedCells.of(safe).sets());
            }
        }
    }

    /** A cohort and two parts of it, each by two attributes. */
    private static List<Disclosable.CountTable> chain(Random random) {
        List<Disclosable.CountTable> chain = new ArrayList<>();
        int size = 150 + random.nextInt(200);
        int[] sex = IntStream.range(0, size)
                .map(i -> random.nextInt(100) < 3 ? 2 : random.nextInt(2))
                .toArray();
        int[] race = IntStream.range(0, size)
                .map(i -> random.nextInt(10) < 7 ? 0 : 1 + random.nextInt(4))
                .toArray();
        for (int part : new int[] {size, size - 5 - random.nextInt(60), size / 2}) {
            List<Disclosable.Cell> cells = new ArrayList<>();
            List<Disclosable.Margin> margins = new ArrayList<>();
            block(cells, margins, "sex", sex, part);
            block(cells, margins, "race", race, part);
            chain.add(new Disclosable.CountTable(cells, margins));
        }
        return chain;
    }

    private static void block(
            List<Disclosable.Cell> cells, List<Disclosable.Margin> margins, String attribute, int[] of, int part) {
        List<Integer> block = new ArrayList<>();
        for (int category = 0; category < 5; category++) {
            Set<PersonKey> persons = new HashSet<>();
            for (int i = 0; i < part; i++) {
                if (of[i] == category) {
                    persons.add(new PersonKey("S-" + i));
                }
            }
            block.add(cells.size());
            cells.add(new Disclosable.Cell(attribute, "c" + category, persons, new Published.Exact(persons.size())));
        }
        margins.add(new Disclosable.Margin(
                attribute + " " + part, block, Tables.persons(0, part), new Published.Exact(part)));
    }

    private Findings.Verdict verdict(Disclosable.CountTable table) {
        return rules.check(List.of(Tables.resource("table", table)), List.of()).verdict();
    }

    private static List<String> texts(Disclosable.CountTable table) {
        return table.cells().stream().map(each -> each.published().text()).toList();
    }

    private static Disclosable.CountTable table(String attribute, Integer... counts) {
        List<Disclosable.Cell> cells = new ArrayList<>();
        int next = 0;
        for (int count : counts) {
            cells.add(new Disclosable.Cell(
                    attribute, "c" + cells.size(), Tables.persons(next, next + count), new Published.Exact(count)));
            next += count;
        }
        List<Integer> every = IntStream.range(0, cells.size()).boxed().toList();
        return new Disclosable.CountTable(
                cells,
                List.of(new Disclosable.Margin(attribute, every, Tables.persons(0, next), new Published.Exact(next))));
    }
}
