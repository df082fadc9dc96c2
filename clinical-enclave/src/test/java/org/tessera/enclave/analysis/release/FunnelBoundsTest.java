package org.tessera.enclave.analysis.release;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.tessera.enclave.alignment.Verdict;
import org.tessera.enclave.disclosure.Disclosable;
import org.tessera.enclave.disclosure.PersonKey;
import org.tessera.enclave.disclosure.Published;
import org.tessera.enclave.disclosure.ReleasedCells.ReleasedSet;
import org.tessera.enclave.disclosure.Suppression;

/** A bound in a funnel tells nothing but what the totals tell that are shown. */
final class FunnelBoundsTest {
    private static final int OTHERS = 50;

    @Test
    void a_wide_cell_does_not_tell_the_total_that_was_hidden_after_it() {
        // "<720" would be the multiple above a total of at least the cohort's 718 and one more: that one person
        Disclosable.CountTable funnel = safe(funnel(Map.of(
                Verdict.NO_STUDY_WITHIN_WINDOW, 80,
                Verdict.NO_REQUIRED_VIEW, 84,
                Verdict.MISSING_POSITIVE_TEST, 77,
                Verdict.MISSING_CXR_PROCEDURE, 75,
                Verdict.MULTIPLE_IMAGING_STUDIES, 76,
                Verdict.INTERVAL_MISMATCH, 83,
                Verdict.SUBCOHORT_1, 718,
                Verdict.SUBCOHORT_2, 1)));
        assertThat(funnel.cells().stream()
                        .filter(cell -> cell.column().startsWith("SUBCOHORT_"))
                        .map(cell -> cell.column() + " " + cell.published().text()))
                .containsExactly("SUBCOHORT_1 <960", "SUBCOHORT_2 <20", "SUBCOHORT_3 0");
        assertThat(funnel.margins().stream()
                        .filter(margin -> margin.label().equals("interval matched"))
                        .map(margin -> margin.published().text()))
                .containsExactly("<960");
    }

    @Property(tries = 60)
    void every_bound_is_the_one_that_the_shown_totals_imply(
            @ForAll @Size(6) List<@IntRange(max = 120) Integer> excluded,
            @ForAll @IntRange(min = 100, max = 700) int cohort,
            @ForAll @Size(4) List<@IntRange(max = 30) Integer> few) {
        Map<Verdict, Integer> counts = new HashMap<>();
        List<Verdict> steps = List.of(
                Verdict.NO_STUDY_WITHIN_WINDOW,
                Verdict.NO_REQUIRED_VIEW,
                Verdict.MISSING_POSITIVE_TEST,
                Verdict.MISSING_CXR_PROCEDURE,
                Verdict.MULTIPLE_IMAGING_STUDIES,
                Verdict.INTERVAL_MISMATCH);
        List<Verdict> rare = List.of(
                Verdict.AMBIGUOUS_LINKAGE,
                Verdict.SUBCOHORT_2,
                Verdict.SUBCOHORT_3,
                Verdict.MULTIPLE_INTERVALS_SINGLE_MATCH);
        IntStream.range(0, steps.size()).forEach(i -> counts.put(steps.get(i), excluded.get(i)));
        IntStream.range(0, rare.size()).forEach(i -> counts.put(rare.get(i), few.get(i)));
        counts.put(Verdict.SUBCOHORT_1, cohort);
        Disclosable.CountTable counted = funnel(counts);
        Disclosable.CountTable funnel = safe(counted);

        int everybody = everybody(counted);
        for (int c = 0; c < funnel.cells().size(); c++) {
            if (funnel.cells().get(c).published() instanceof Published.FewerThan(int limit) && limit > 20) {
                assertThat(limit).as(funnel.cells().get(c).column()).isEqualTo(implied(funnel, List.of(c), everybody));
            }
        }
        for (Disclosable.Margin margin : funnel.margins()) {
            if (margin.published() instanceof Published.FewerThan(int limit) && limit > 20) {
                assertThat(limit).as(margin.label()).isEqualTo(implied(funnel, margin.cells(), everybody));
            }
        }
    }

    /** The multiple of 20 above the least total that is shown of all these cells, or above everybody. */
    private static int implied(Disclosable.CountTable funnel, List<Integer> cells, int everybody) {
        int total = funnel.margins().stream()
                .filter(margin -> margin.cells().containsAll(cells))
                .flatMap(margin ->
                        margin.published() instanceof Published.Exact(int count) ? Stream.of(count) : Stream.empty())
                .min(Integer::compare)
                .orElse(everybody);
        return total - total % 20 + 20;
    }

    private static Disclosable.CountTable funnel(Map<Verdict, Integer> counts) {
        Map<PersonKey, Verdict> persons = new HashMap<>();
        counts.forEach((verdict, count) ->
                IntStream.range(0, count).forEach(i -> persons.put(new PersonKey(verdict + "-" + i), verdict)));
        return Tables.funnel(persons);
    }

    /** As a project shows it: beside the lists of identifiers of all who are linked and of those who are eligible. */
    private static Disclosable.CountTable safe(Disclosable.CountTable funnel) {
        List<ReleasedSet> lists = Stream.of(Verdict.NO_STUDY_WITHIN_WINDOW, Verdict.MISSING_POSITIVE_TEST)
                .map(first -> atLeast(first, funnel))
                .map(persons -> new ReleasedSet("identifiers", persons, new Published.Exact(persons.size())))
                .toList();
        return new Suppression(lists, everybody(funnel)).apply(funnel);
    }

    private static int everybody(Disclosable.CountTable funnel) {
        return OTHERS
                + funnel.cells().stream()
                        .mapToInt(cell -> cell.persons().size())
                        .sum();
    }

    private static Set<PersonKey> atLeast(Verdict first, Disclosable.CountTable funnel) {
        Set<PersonKey> persons = new HashSet<>();
        funnel.cells().stream()
                .filter(cell -> Verdict.valueOf(cell.column()).compareTo(first) >= 0)
                .forEach(cell -> persons.addAll(cell.persons()));
        return persons;
    }
}
