package org.tessera.representativeness.distance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.tessera.representativeness.distance.FeasibleRange.Persons;
import org.tessera.representativeness.distance.FeasibleRange.Range;

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
        assertThat(range.low()).isCloseTo(tried.low(), within(1e-9));
        assertThat(range.high()).isCloseTo(tried.high(), within(1e-9));
    }

    @Property(tries = 10)
    void an_unpublished_total_widens_the_range(@ForAll @IntRange(min = 0, max = 60) int c) {
        Map<String, Persons> cells = cells(0, 0, c, 40);
        cells.put("a", Persons.suppressed());
        cells.put("b", Persons.suppressed());
        Persons open = cells.values().stream().reduce(Persons.exactly(0), Persons::plus);

        Range range = new FeasibleRange(REFERENCE, Base.TWO).of(cells, open);

        Range tried = bruteForce(c, 2, 38);
        assertThat(range.low()).isCloseTo(tried.low(), within(1e-9));
        assertThat(range.high()).isCloseTo(tried.high(), within(1e-9));
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
