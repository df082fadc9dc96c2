package org.tessera.representativeness.distance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.tessera.contracts.RepresentativenessReport.Persons;
import org.tessera.contracts.RepresentativenessReport.Range;
import org.tessera.representativeness.distance.FeasibleRange.Margin;

class FeasibleRangeTest {
    private static final Map<String, Double> REFERENCE =
            new TreeMap<>(Map.of("a", 0.61, "b", 0.075, "c", 46.1, "d", 8.9));

    @Test
    void nothing_suppressed_is_one_number() {
        Map<String, Persons> cells = cells(26, 3, 338, 1620);

        Range range = new FeasibleRange(REFERENCE, Base.TWO).of(cells, Persons.exactly(1987));

        double exact =
                JensenShannon.between(weights(cells), REFERENCE, Base.TWO).value();
        assertThat(range.low()).isCloseTo(exact, within(1e-12));
        assertThat(range.high()).isCloseTo(exact, within(1e-12));
    }

    @Property(tries = 40)
    void both_ends_are_what_trying_every_completion_finds(
            @ForAll @IntRange(min = 2, max = 38) int hidden, @ForAll @IntRange(min = 0, max = 60) int c) {
        Map<String, Persons> cells = cells(0, 0, c, 40);
        cells.put("a", Persons.suppressed());
        cells.put("b", Persons.suppressed());

        Range range = new FeasibleRange(REFERENCE, Base.TWO).of(cells, Persons.exactly(40 + c + hidden));

        Range tried = bruteForce(c, hidden, hidden);
        assertSame(range, tried);
    }

    @Property(tries = 10)
    void an_unpublished_total_widens_the_range(@ForAll @IntRange(min = 0, max = 60) int c) {
        Map<String, Persons> cells = cells(0, 0, c, 40);
        cells.put("a", Persons.suppressed());
        cells.put("b", Persons.suppressed());
        Persons open = cells.values().stream().reduce(Persons.exactly(0), Persons::plus);

        Range range = new FeasibleRange(REFERENCE, Base.TWO).of(cells, open);

        Range tried = bruteForce(c, 2, 38);
        assertSame(range, tried);
    }

    /** All their completions have one distance; rounding makes the largest a little smaller than the smallest in some. */
    @Property(tries = 300)
    void hidden_cells_that_the_reference_does_not_have_are_no_contradiction(
            @ForAll @IntRange(min = 1, max = 19) int a,
            @ForAll @IntRange(min = 1, max = 19) int b,
            @ForAll @IntRange(min = 20, max = 900) int c,
            @ForAll @IntRange(min = 20, max = 900) int d) {
        Map<String, Double> reference = new TreeMap<>(Map.of("a", 0.0, "b", 0.0, "c", 28.0, "d", 72.0));
        Map<String, Persons> cells = cells(0, 0, c, d);
        cells.put("a", Persons.suppressed());
        cells.put("b", Persons.suppressed());

        Range range = new FeasibleRange(reference, Base.TWO).of(cells, Persons.exactly(a + b + c + d));

        double exact = JensenShannon.between(weights(cells(a, b, c, d)), reference, Base.TWO)
                .value();
        assertThat(range.low()).isCloseTo(exact, within(1e-12));
        assertThat(range.high()).isCloseTo(exact, within(1e-12)).isGreaterThanOrEqualTo(range.low());
    }

    /** As divergences: the distance, their root, makes much of rounding near zero. */
    private static void assertSame(Range range, Range other) {
        assertThat(range.low() * range.low()).isCloseTo(other.low() * other.low(), within(1e-12));
        assertThat(range.high() * range.high()).isCloseTo(other.high() * other.high(), within(1e-12));
    }

    @Test
    void a_total_that_no_completion_fits_is_refused() {
        Map<String, Persons> cells = cells(0, 0, 10, 40);
        cells.put("a", Persons.suppressed());

        assertThatThrownBy(() -> new FeasibleRange(REFERENCE, Base.TWO).of(cells, Persons.exactly(50)))
                .hasMessageContaining("no completion");
        assertThatThrownBy(() -> new FeasibleRange(REFERENCE, Base.TWO).of(cells, Persons.exactly(70)))
                .hasMessageContaining("no completion");
    }

    /** Tables of rows and columns with both margins published, everything hidden: every completion is tried. */
    @Property(tries = 60)
    void with_margins_both_ends_are_what_trying_every_completion_finds(
            @ForAll @Size(6) List<@IntRange(min = 1, max = 6) Integer> truth,
            @ForAll @Size(6) List<@IntRange(min = 1, max = 40) Integer> weights,
            @ForAll boolean totalKnown) {
        Map<String, Double> reference = new LinkedHashMap<>();
        Map<String, Persons> cells = new LinkedHashMap<>();
        for (int cell = 0; cell < 6; cell++) {
            reference.put("c" + cell, (double) weights.get(cell));
            cells.put("c" + cell, new Persons(1, 6));
        }
        List<Margin> margins = List.of(margin(truth, 0, 1, 2), margin(truth, 0, 3), margin(truth, 1, 4));
        int sum = truth.stream().mapToInt(Integer::intValue).sum();
        Persons total = totalKnown ? Persons.exactly(sum) : new Persons(6, 36);

        Range range = new FeasibleRange(reference, Base.TWO).of(cells, total, margins);

        Range tried = everyCompletion(reference, total, margins);
        assertSame(range, tried);
    }

    /** Twelve hidden cells of 1..19, total known or not: a dynamic programme over the persons handed out agrees. */
    @Property(tries = 12)
    void twelve_hidden_cells_agree_with_a_dynamic_programme(
            @ForAll @Size(14) List<@IntRange(min = 1, max = 300) Integer> weights,
            @ForAll @IntRange(min = 12, max = 228) int hidden,
            @ForAll boolean totalKnown) {
        Map<String, Double> reference = new LinkedHashMap<>();
        Map<String, Persons> cells = new LinkedHashMap<>();
        for (int cell = 0; cell < 14; cell++) {
            reference.put("c" + cell, (double) weights.get(cell));
            cells.put("c" + cell, cell < 12 ? Persons.suppressed() : Persons.exactly(150));
        }
        Persons total = totalKnown ? Persons.exactly(300 + hidden) : new Persons(312, 528);

        Range range = new FeasibleRange(reference, Base.TWO).of(cells, total);

        Range programmed = HandingOut.range(reference, cells, total);
        assertSame(range, programmed);
    }

    /** Twelve hidden cells in three rows and four columns with both margins: too many to try, but the truth is inside. */
    @Property(tries = 12)
    void the_truth_is_inside_for_twelve_hidden_cells_with_margins(
            @ForAll @Size(12) List<@IntRange(min = 1, max = 19) Integer> truth,
            @ForAll @Size(12) List<@IntRange(min = 1, max = 300) Integer> weights) {
        Map<String, Double> reference = new LinkedHashMap<>();
        Map<String, Persons> cells = new LinkedHashMap<>();
        Map<String, Double> counts = new LinkedHashMap<>();
        for (int cell = 0; cell < 12; cell++) {
            reference.put("c" + cell, (double) weights.get(cell));
            cells.put("c" + cell, Persons.suppressed());
            counts.put("c" + cell, (double) truth.get(cell));
        }
        List<Margin> margins = List.of(
                margin(truth, 0, 1, 2, 3),
                margin(truth, 4, 5, 6, 7),
                margin(truth, 8, 9, 10, 11),
                margin(truth, 0, 4, 8),
                margin(truth, 1, 5, 9),
                margin(truth, 2, 6, 10));
        Persons total =
                Persons.exactly(truth.stream().mapToInt(Integer::intValue).sum());

        Range narrow = new FeasibleRange(reference, Base.TWO).of(cells, total, margins);
        Range wide = new FeasibleRange(reference, Base.TWO).of(cells, total);

        double distance = JensenShannon.between(counts, reference, Base.TWO).value();
        assertThat(distance).isBetween(narrow.low() - 1e-12, narrow.high() + 1e-12);
        assertThat(narrow.low()).isGreaterThanOrEqualTo(wide.low() - 1e-12);
        assertThat(narrow.high()).isLessThanOrEqualTo(wide.high() + 1e-12);
    }

    @Test
    void margins_that_contradict_the_cells_are_refused() {
        Map<String, Persons> cells = cells(0, 0, 10, 40);
        cells.put("a", Persons.suppressed());
        Persons open = new Persons(51, 69);

        assertThatThrownBy(() -> new FeasibleRange(REFERENCE, Base.TWO)
                        .of(cells, open, List.of(new Margin(Set.of("a", "c"), Persons.exactly(30)))))
                .isInstanceOf(NoCompletion.class);
    }

    @Test
    void almost_nothing_published_is_refused_and_not_searched_for_ever() {
        Map<String, Persons> cells = cells(0, 0, 10, 40);
        cells.put("a", new Persons(20, 1_000_000));

        assertThatThrownBy(() -> new FeasibleRange(REFERENCE, Base.TWO).of(cells, new Persons(70, 2_000_000)))
                .hasMessageContaining("too little is published");
    }

    @Test
    void a_reference_without_anybody_has_no_distance() {
        Map<String, Double> nobody = Map.of("a", 0.0, "b", 0.0, "c", 0.0, "d", 0.0);

        assertThatThrownBy(() -> new FeasibleRange(nobody, Base.TWO).of(cells(1, 2, 10, 40), Persons.exactly(53)))
                .hasMessageContaining("a side is empty");
    }

    private static Margin margin(List<Integer> truth, int... members) {
        Set<String> names = new TreeSet<>();
        int sum = 0;
        for (int cell : members) {
            names.add("c" + cell);
            sum += truth.get(cell);
        }
        return new Margin(names, Persons.exactly(sum));
    }

    private static Range everyCompletion(Map<String, Double> reference, Persons total, List<Margin> margins) {
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        for (int code = 0; code < 6 * 6 * 6 * 6 * 6 * 6; code++) {
            Map<String, Double> counts = new LinkedHashMap<>();
            int rest = code;
            for (int cell = 0; cell < 6; cell++) {
                counts.put("c" + cell, rest % 6 + 1.0);
                rest /= 6;
            }
            boolean fits = sum(counts, counts.keySet(), total)
                    && margins.stream().allMatch(margin -> sum(counts, margin.categories(), margin.persons()));
            if (fits) {
                double value =
                        JensenShannon.between(counts, reference, Base.TWO).value();
                low = Math.min(low, value);
                high = Math.max(high, value);
            }
        }
        return new Range(low, high);
    }

    private static boolean sum(Map<String, Double> counts, Set<String> categories, Persons persons) {
        double sum = 0;
        for (String category : categories) {
            sum += counts.getOrDefault(category, 0.0);
        }
        return sum >= persons.atLeast() && sum <= persons.atMost();
    }

    private static Range bruteForce(int c, int fewest, int most) {
        double low = Double.POSITIVE_INFINITY;
        double high = 0;
        for (int a = 1; a <= 19; a++) {
            for (int b = 1; b <= 19; b++) {
                if (a + b >= fewest && a + b <= most) {
                    double value = JensenShannon.between(weights(cells(a, b, c, 40)), REFERENCE, Base.TWO)
                            .value();
                    low = Math.min(low, value);
                    high = Math.max(high, value);
                }
            }
        }
        return new Range(low, high);
    }

    private static Map<String, Persons> cells(int a, int b, int c, int d) {
        Map<String, Persons> cells = new TreeMap<>();
        cells.put("a", Persons.exactly(a));
        cells.put("b", Persons.exactly(b));
        cells.put("c", Persons.exactly(c));
        cells.put("d", Persons.exactly(d));
        return cells;
    }

    private static Map<String, Double> weights(Map<String, Persons> cells) {
        Map<String, Double> weights = new LinkedHashMap<>();
        cells.forEach((category, persons) -> weights.put(category, (double) persons.atLeast()));
        return weights;
    }
}
