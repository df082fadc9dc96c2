package org.tessera.representativeness.report;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;
import org.tessera.contracts.Count;
import org.tessera.representativeness.distance.Base;
import org.tessera.representativeness.distance.FeasibleRange;
import org.tessera.representativeness.distance.FeasibleRange.Persons;
import org.tessera.representativeness.distance.FeasibleRange.Range;
import org.tessera.representativeness.distance.JensenShannon;
import org.tessera.representativeness.population.CategoryAlignment;

/**
 * One attribute of a cohort against the same attribute of a reference, brought to common categories: raw (missing is a
 * category) and adjusted (missing is dropped on both sides and both are renormalised).
 */
public final class Comparison {
    private static final int SMALL = 20;

    private final SequencedMap<String, Double> reference;
    private final SequencedMap<String, Persons> cohort = new LinkedHashMap<>();
    private final Persons persons;
    private final Base base;

    /**
     * @param alignment brings both sides to its categories; throws
     *     {@link org.tessera.representativeness.population.UnmappedCategories}
     * @param counts the cohort's counts by category, as its source writes them
     * @param published persons in the cohort, or null when only the cells are known
     * @param referenceWeights the reference's weights by category, as its source writes them
     */
    public Comparison(
            CategoryAlignment alignment,
            Map<String, Count> counts,
            @Nullable Count published,
            Map<String, Double> referenceWeights,
            Base base) {
        this.reference = alignment.align(referenceWeights);
        this.base = base;
        alignment.categories().forEach(category -> cohort.put(category, Persons.exactly(0)));
        counts.forEach((category, count) -> cohort.merge(alignment.target(category), persons(count), Persons::plus));
        Persons cells = cohort.values().stream().reduce(Persons.exactly(0), Persons::plus);
        this.persons = published == null ? cells : persons(published);
    }

    /** Missing is a category of its own. */
    public Range raw() {
        return new FeasibleRange(reference, base).of(cohort, persons);
    }

    /** Missing is dropped on both sides. */
    public Range adjusted() {
        Persons missing = cohort.getOrDefault(CategoryAlignment.MISSING, Persons.exactly(0));
        Persons rest =
                new Persons(Math.max(0, persons.atLeast() - missing.atMost()), persons.atMost() - missing.atLeast());
        return new FeasibleRange(without(reference), base).of(without(cohort), rest);
    }

    /** Whether the adjusted distance exists: someone may be in a category that is not missing. */
    public boolean someoneIsNotMissing() {
        return without(cohort).values().stream().anyMatch(cell -> cell.atMost() > 0);
    }

    /** Contributions of the categories to the raw divergence, when no cell is suppressed; else null. */
    public @Nullable Map<String, Double> contributions() {
        if (cohort.values().stream().anyMatch(cell -> cell.atLeast() != cell.atMost())) {
            return null;
        }
        Map<String, Double> weights = new LinkedHashMap<>();
        cohort.forEach((category, cell) -> weights.put(category, (double) cell.atLeast()));
        return JensenShannon.between(weights, reference, base).contributions();
    }

    /** Persons of the cohort, at least and at most. */
    public Persons cohortSize() {
        return persons;
    }

    private static <T> SequencedMap<String, T> without(SequencedMap<String, T> cells) {
        SequencedMap<String, T> rest = new LinkedHashMap<>(cells);
        rest.remove(CategoryAlignment.MISSING);
        return rest;
    }

    private static Persons persons(@Nullable Count count) {
        if (count == null) {
            throw new IllegalArgumentException("a category has no count");
        }
        Integer exact = count.exact();
        return exact == null ? hidden(count.fewerThan()) : Persons.exactly(exact);
    }

    /** "Fewer than 20" is 1..19; a wider bound hides a count to protect another and is at least 20. */
    private static Persons hidden(@Nullable Integer fewerThan) {
        return fewerThan == null || fewerThan <= SMALL ? Persons.suppressed() : new Persons(SMALL, fewerThan - 1);
    }
}
