package org.tessera.representativeness.comparison.adapter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkiverse.resteasy.problem.HttpProblem;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tessera.contracts.Count;
import org.tessera.representativeness.comparison.CountMargin;
import org.tessera.representativeness.population.SourceTable;

/** A bound that means something else where it comes from is refused at its field, not read as if it were ours. */
final class BoundsTest {
    @ParameterizedTest
    @ValueSource(ints = {0, 10, 11, 19, 21, 50})
    void a_bound_that_is_no_multiple_of_20_is_refused_wherever_it_stands(int bound) {
        Count hidden = new Count(null, bound);
        refused("attributes.sex.Female", () -> ask(null, hidden, Count.of(3)));
        refused("persons", () -> ask(hidden, Count.of(3), Count.of(3)));
        refused("margins.sex", () -> ask(null, Count.of(3), hidden));
        refused("counts.Female", () -> curve(null, hidden));
        refused("persons", () -> curve(hidden, Count.of(3)));
        refused("the row \"sex,Female,<" + bound + "\"", () -> table("<" + bound));
    }

    @Test
    void twenty_and_its_multiples_are_understood() {
        for (int bound : new int[] {20, 40, 2140}) {
            Count hidden = new Count(null, bound);
            ask(hidden, hidden, hidden);
            curve(hidden, hidden);
            assertThat(table("<" + bound).getFirst().attributes()).isEqualTo(Map.of("sex", Map.of("Female", hidden)));
        }
    }

    private static void refused(String field, ThrowingCallable work) {
        assertThatThrownBy(work).isInstanceOfSatisfying(HttpProblem.class, problem -> {
            assertThat(problem.getStatusCode()).isEqualTo(400);
            assertThat(problem.getParameters()).containsEntry("kind", "bound-not-understood");
            assertThat(Objects.requireNonNull(problem.getDetail())).startsWith(field + ":");
        });
    }

    private static void ask(@Nullable Count persons, Count cell, Count sum) {
        var cohort = new DistanceQuestion.CountedCohort(
                "cohort",
                null,
                null,
                persons,
                Map.of("sex", Map.of("Female", cell)),
                Map.of("sex", List.of(new CountMargin(Set.of("Female"), sum))));
        new DistanceQuestion(List.of(cohort), List.of(), null, null).question("account", List.of());
    }

    private static void curve(@Nullable Count persons, Count cell) {
        var point = new CurveQuestion.Point(LocalDate.EPOCH, persons, Map.of("Female", cell));
        new CurveQuestion("sex", List.of(point), List.of(), null).question("account", List.of());
    }

    private static List<DistanceQuestion.CountedCohort> table(String count) {
        return new CountTable(SourceTable.ofCsv("", "attribute,category,count\nsex,Female," + count + "\n")).cohorts();
    }
}
