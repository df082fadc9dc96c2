package org.tessera.enclave.analysis.release;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.tessera.enclave.analysis.Evaluation;
import org.tessera.enclave.analysis.Fit;
import org.tessera.enclave.analysis.LogisticRegression;
import org.tessera.enclave.analysis.Observation;
import org.tessera.enclave.disclosure.PersonKey;
import org.tessera.enclave.disclosure.Rounding;
import org.tessera.enclave.disclosure.ShownSubgroups;
import org.tessera.enclave.disclosure.ShownSubgroups.Subgroup;

/** What the printed numbers of a model of one condition tell of a subgroup. */
final class ScoreLevelsTest {
    private static final String CONDITION = "map_low";
    /** Of whom 6 have the condition and not the outcome. */
    private static final Numbers FEMALE = new Numbers(30, 33, 6, 73);

    private static final Numbers MALE = new Numbers(44, 47, 38, 90);
    private static final List<Observation> ALL = Stream.concat(
                    FEMALE.observations("f").stream(), MALE.observations("m").stream())
            .toList();
    private static final Fit.Estimated MODEL =
            (Fit.Estimated) LogisticRegression.fit("clinical", List.of(CONDITION), ALL);

    /** How many have the outcome and the condition, the outcome alone, the condition alone, neither. */
    private record Numbers(int both, int outcome, int condition, int neither) {
        List<Observation> observations(String who) {
            List<Observation> all = new ArrayList<>();
            add(all, who + "1", both, true, 1);
            add(all, who + "2", outcome, true, 0);
            add(all, who + "3", condition, false, 1);
            add(all, who + "4", neither, false, 0);
            return all;
        }

        private static void add(List<Observation> all, String who, int persons, boolean outcome, double value) {
            IntStream.range(0, persons)
                    .forEach(i -> all.add(new Observation(who + "-" + i, outcome, Map.of(CONDITION, value))));
        }

        /** Cheaply, whether the area and the ratio could be the printed ones. */
        boolean mayPrint(List<Double> numbers) {
            double events = both + outcome;
            double expected = (both + condition) * probability(1) + (outcome + neither) * probability(0);
            double pairs = (double) both * neither + 0.5 * ((double) both * condition + (double) outcome * neither);
            return Math.abs(events / expected - numbers.get(3)) < 0.006
                    && Math.abs(pairs / (events * (condition + neither)) - numbers.get(0)) < 0.006;
        }
    }

    @Test
    void the_printed_numbers_tell_exactly_how_many_of_a_subgroup_have_each_level_and_the_outcome() {
        List<Double> numbers = printed(FEMALE);
        List<Numbers> fitting = new ArrayList<>();
        int persons = FEMALE.observations("f").size() / 20 * 20;
        for (int all = persons; all < persons + 20; all++) {
            for (int both = 1; both < all; both++) {
                for (int outcome = 1; both + outcome < all; outcome++) {
                    for (int condition = 1; both + outcome + condition < all; condition++) {
                        var guess = new Numbers(both, outcome, condition, all - both - outcome - condition);
                        if (guess.mayPrint(numbers) && printed(guess).equals(numbers)) {
                            fitting.add(guess);
                        }
                    }
                }
            }
        }
        assertThat(fitting).containsExactly(FEMALE);
    }

    @Test
    void a_subgroup_with_few_at_a_level_of_a_score_of_few_is_not_shown() {
        assertThat(shown(FEMALE, MALE)).isEmpty();
        assertThat(shown(new Numbers(30, 33, 26, 73), MALE)).containsExactlyInAnyOrder("f", "m");
    }

    @Test
    void what_is_left_of_everyone_is_nobody_or_many_at_each_level() {
        var large = new Numbers(30, 33, 26, 73);
        assertThat(shown(large, new Numbers(44, 47, 5, 90), MALE)).hasSize(1);
    }

    @Test
    void a_score_of_many_values_has_no_levels() {
        List<Observation> many = IntStream.range(0, 200)
                .mapToObj(i -> new Observation("p" + i, i % 3 == 0, Map.of("index", (i * 37 % 101) / 101.0)))
                .toList();
        var fit = (Fit.Estimated) LogisticRegression.fit("imaging", List.of("index"), many);
        assertThat(ScoreLevels.of(fit, many)).isEmpty();
        assertThat(Set.copyOf(ScoreLevels.of(MODEL, ALL).values()))
                .containsExactlyInAnyOrder("at level 1", "at level 2");
    }

    private static List<String> shown(Numbers... categories) {
        List<List<Observation>> of = new ArrayList<>();
        List<String> names = List.of("f", "m", "n");
        for (int i = 0; i < categories.length; i++) {
            of.add(categories[i].observations(names.get(i)));
        }
        Map<PersonKey, String> levels =
                ScoreLevels.of(MODEL, of.stream().flatMap(List::stream).toList());
        List<Subgroup> all = IntStream.range(0, of.size())
                .mapToObj(i ->
                        new Subgroup("sex", names.get(i), persons(of.get(i), true), persons(of.get(i), false), levels))
                .toList();
        var tables = ShownSubgroups.of(all);
        return all.stream()
                .filter(each -> ShownSubgroups.isShown(tables, each.row()))
                .map(Subgroup::category)
                .toList();
    }

    private static Set<PersonKey> persons(List<Observation> of, boolean outcome) {
        return of.stream()
                .filter(each -> each.outcome() == outcome)
                .map(each -> new PersonKey(each.person()))
                .collect(Collectors.toSet());
    }

    /** Every number of a subgroup but how many it has, as it is printed. */
    private static List<Double> printed(Numbers of) {
        return Evaluation.of(MODEL, of.observations("f")).stream()
                .flatMap(it -> Stream.of(it.auc(), it.observedExpected(), it.intercept(), it.slope()))
                .flatMap(it -> DoubleStream.of(it.value(), it.low(), it.high())
                        .mapToObj(number ->
                                Rounding.toCarry(number, it.standardError()).doubleValue()))
                .toList();
    }

    private static double probability(double value) {
        var of = MODEL.linearPredictor(new Observation("", true, Map.of(CONDITION, value)));
        return 1 / (1 + Math.exp(-of));
    }
}
