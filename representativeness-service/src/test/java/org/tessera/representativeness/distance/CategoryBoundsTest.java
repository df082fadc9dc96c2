package org.tessera.representativeness.distance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.DoubleSummaryStatistics;
import java.util.IntSummaryStatistics;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.tessera.contracts.RepresentativenessReport.Persons;

/** What each category may be and add, against every completion of two hidden cells beside two shown ones. */
class CategoryBoundsTest {
    private static final List<String> CATEGORIES = List.of("a", "b", "c", "d");
    private static final double[] WEIGHTS = {0.61, 0.075, 46.1, 8.9};
    private static final int SHOWN = 40;

    @Property(tries = 40)
    void each_categorys_bounds_are_what_trying_every_completion_finds(
            @ForAll @IntRange(min = 2, max = 38) int fewest,
            @ForAll @IntRange(min = 0, max = 36) int more,
            @ForAll @IntRange(min = 0, max = 60) int c) {
        int most = Math.min(38, fewest + more);
        Map<String, Persons> cells = new TreeMap<>(Map.of(
                "a", Persons.suppressed(),
                "b", Persons.suppressed(),
                "c", Persons.exactly(c),
                "d", Persons.exactly(SHOWN)));
        Map<String, Double> reference = new TreeMap<>();
        for (int i = 0; i < WEIGHTS.length; i++) {
            reference.put(CATEGORIES.get(i), WEIGHTS[i]);
        }

        List<FeasibleRange.Part> parts = List.copyOf(new FeasibleRange(reference, Base.TWO)
                .parts(cells, new Persons(SHOWN + c + fewest, SHOWN + c + most))
                .values());

        for (int i = 0; i < parts.size(); i++) {
            FeasibleRange.Part part = parts.get(i);
            Tried tried = everyCompletion(i, c, fewest, most);
            assertThat(part.persons()).isEqualTo(new Persons(tried.persons.getMin(), tried.persons.getMax()));
            assertThat(part.share().low()).isCloseTo(tried.shares.getMin(), within(1e-12));
            assertThat(part.share().high()).isCloseTo(tried.shares.getMax(), within(1e-12));
            assertThat(part.contribution().low()).isLessThanOrEqualTo(tried.contributions.getMin() + 1e-12);
            assertThat(part.contribution().high()).isCloseTo(tried.contributions.getMax(), within(1e-12));
        }
    }

    private record Tried(
            IntSummaryStatistics persons, DoubleSummaryStatistics shares, DoubleSummaryStatistics contributions) {}

    private static Tried everyCompletion(int category, int c, int fewest, int most) {
        var tried = new Tried(new IntSummaryStatistics(), new DoubleSummaryStatistics(), new DoubleSummaryStatistics());
        double q = WEIGHTS[category] / (WEIGHTS[0] + WEIGHTS[1] + WEIGHTS[2] + WEIGHTS[3]);
        for (int a = 1; a <= 19; a++) {
            for (int b = 1; b <= 19; b++) {
                if (a + b >= fewest && a + b <= most) {
                    int persons = new int[] {a, b, c, SHOWN}[category];
                    double share = persons / (double) (a + b + c + SHOWN);
                    tried.persons.accept(persons);
                    tried.shares.accept(share);
                    tried.contributions.accept(Base.TWO.fromNats(JensenShannon.contribution(share, q)));
                }
            }
        }
        return tried;
    }
}
