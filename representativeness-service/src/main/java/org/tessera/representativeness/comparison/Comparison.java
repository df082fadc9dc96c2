package org.tessera.representativeness.comparison;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.tessera.contracts.Count;
import org.tessera.contracts.RepresentativenessReport.CategoryPart;
import org.tessera.contracts.RepresentativenessReport.Persons;
import org.tessera.contracts.RepresentativenessReport.Range;
import org.tessera.representativeness.distance.Base;
import org.tessera.representativeness.distance.Bootstrap;
import org.tessera.representativeness.distance.FeasibleRange;
import org.tessera.representativeness.distance.FeasibleRange.Margin;
import org.tessera.representativeness.distance.NoCompletion;
import org.tessera.representativeness.population.CategoryAlignment;

/**
 * One attribute of a cohort against the same attribute of a reference, brought to common categories: raw (missing is a
 * category) and adjusted (missing is dropped on both sides and both are renormalised).
 */
public final class Comparison {
    private static final int SMALL = 20;

    private final SequencedMap<String, Double> reference;
    private final SequencedMap<String, Persons> cohort;
    private final Persons persons;
    private final List<Margin> margins;
    private final Base base;

    /**
     * @param alignment brings both sides to its categories; throws
     *     {@link org.tessera.representativeness.population.UnmappedCategories}
     * @param counts the cohort's counts by category, as its source writes them
     * @param published persons in the cohort, or null when only the cells are known
     * @param sums published sums of some of the categories
     * @param referenceWeights the reference's weights by category, as its source writes them
     */
    public Comparison(
            CategoryAlignment alignment,
            Map<String, Count> counts,
            @Nullable Count published,
            List<CountMargin> sums,
            Map<String, Double> referenceWeights,
            Base base) {
        this.reference = alignment.align(referenceWeights);
        this.base = base;
        Map<String, Persons> cells = new LinkedHashMap<>();
        counts.forEach((category, count) -> cells.put(category, persons(count)));
        this.cohort = alignment.align(cells, Persons.exactly(0), Persons::plus);
        Persons counted = cohort.values().stream().reduce(Persons.exactly(0), Persons::plus);
        this.persons = published == null ? counted : persons(published);
        this.margins = sums.stream()
                .map(sum -> new Margin(sum.aligned(alignment, counts.keySet()), persons(sum.persons())))
                .toList();
    }

    /** Whether all counts are 0, and the published total does not say otherwise: there are no shares then, and no distance. */
    public boolean countsNobody() {
        return persons.atMost() == 0 && cohort.values().stream().allMatch(cell -> cell.atMost() == 0);
    }

    /** Missing is a category of its own. */
    public Measured raw() {
        Range range = new FeasibleRange(reference, base).of(cohort, persons, margins);
        return measured(range, cohort, persons, reference);
    }

    /** Missing is dropped on both sides, where {@link #someoneIsNotMissing()}. */
    public Measured adjusted() {
        return measured(adjustedRange(), without(cohort), known(), without(reference));
    }

    /** A margin that counts the missing too says something else for each number of them, so each number is tried. */
    private Range adjustedRange() {
        Persons missing = cohort.getOrDefault(CategoryAlignment.MISSING, Persons.exactly(0));
        if (margins.stream().noneMatch(margin -> margin.categories().contains(CategoryAlignment.MISSING))) {
            return adjusted(missing);
        }
        Range all = null;
        for (int number = missing.atLeast(); number <= missing.atMost(); number++) {
            all = widened(all, Persons.exactly(number));
        }
        if (all == null) {
            throw new NoCompletion();
        }
        return all;
    }

    private @Nullable Range widened(@Nullable Range all, Persons missing) {
        try {
            Range range = adjusted(missing);
            return all == null
                    ? range
                    : new Range(Math.min(all.low(), range.low()), Math.max(all.high(), range.high()));
        } catch (NoCompletion thisNumberDoesNotFit) {
            return all;
        }
    }

    private Range adjusted(Persons missing) {
        List<Margin> rest = new ArrayList<>();
        for (Margin margin : margins) {
            boolean counted = margin.categories().contains(CategoryAlignment.MISSING);
            Set<String> categories = new LinkedHashSet<>(margin.categories());
            categories.remove(CategoryAlignment.MISSING);
            rest.add(new Margin(categories, counted ? minus(margin.persons(), missing) : margin.persons()));
        }
        return new FeasibleRange(without(reference), base).of(without(cohort), minus(persons, missing), rest);
    }

    /** Whether the adjusted distance exists: someone may be in a category that is not missing, on both sides. */
    public boolean someoneIsNotMissing() {
        return without(cohort).values().stream().anyMatch(cell -> cell.atMost() > 0)
                && without(reference).values().stream().anyMatch(weight -> weight > 0);
    }

    /** The raw distance with all that belongs to it. */
    public Treatment rawInFull(Bootstrap bootstrap) {
        return inFull(raw(), cohort, reference, bootstrap);
    }

    /** The adjusted distance with all that belongs to it, or null when it does not exist. */
    public @Nullable Treatment adjustedInFull(Bootstrap bootstrap) {
        return someoneIsNotMissing() ? inFull(adjusted(), without(cohort), without(reference), bootstrap) : null;
    }

    /** Persons of the cohort who are not missing. */
    private Persons known() {
        return minus(persons, cohort.getOrDefault(CategoryAlignment.MISSING, Persons.exactly(0)));
    }

    private static Persons minus(Persons all, Persons some) {
        int most = all.atMost() - some.atLeast();
        if (most < 0) {
            throw new NoCompletion();
        }
        return new Persons(Math.max(0, all.atLeast() - some.atMost()), most);
    }

    private Measured measured(
            Range distance, SequencedMap<String, Persons> cells, Persons size, SequencedMap<String, Double> weights) {
        Persons counted = cells.values().stream().reduce(Persons.exactly(0), Persons::plus);
        Persons both =
                new Persons(Math.max(size.atLeast(), counted.atLeast()), Math.min(size.atMost(), counted.atMost()));
        return new Measured(distance.low(), distance.high(), both, parts(cells, both, weights));
    }

    private Treatment inFull(
            Measured distance,
            SequencedMap<String, Persons> cells,
            SequencedMap<String, Double> weights,
            Bootstrap bootstrap) {
        double[] shares =
                weights.values().stream().mapToDouble(Double::doubleValue).toArray();
        boolean exact = cells.values().stream().allMatch(cell -> cell.atLeast() == cell.atMost());
        int[] counts = cells.values().stream().mapToInt(Persons::atLeast).toArray();
        return new Treatment(
                distance.low(),
                distance.high(),
                distance.persons(),
                exact ? bootstrap.interval(counts, shares, base) : null,
                bootstrap.byChance(Math.max(1, distance.persons().atLeast()), shares, base),
                distance.categories());
    }

    private List<CategoryPart> parts(
            SequencedMap<String, Persons> cells, Persons size, SequencedMap<String, Double> weights) {
        double all = weights.values().stream().mapToDouble(Double::doubleValue).sum();
        List<CategoryPart> parts = new ArrayList<>();
        new FeasibleRange(weights, base)
                .parts(cells, size)
                .forEach((category, part) -> parts.add(new CategoryPart(
                        category,
                        part.persons(),
                        part.share(),
                        weights.getOrDefault(category, 0.0) / all,
                        part.contribution())));
        return parts;
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
