package org.tessera.representativeness.distance;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import java.util.stream.IntStream;
import org.tessera.contracts.RepresentativenessReport.Persons;
import org.tessera.contracts.RepresentativenessReport.Range;
import org.tessera.representativeness.distance.Completion.Sum;

/**
 * Exact smallest and largest Jensen-Shannon distance of a cohort whose counts are only known as ranges, over every
 * completion that fits what was published (statistics.md, section 1, "Suppressed inputs"). Every possible number of
 * persons is tried; {@link CompletionSearch} finds both ends for each.
 */
public final class FeasibleRange {
    /** Beyond this (numbers of persons × persons to hand out × categories) too little is published to say anything. */
    private static final double LARGEST_SEARCH = 3e8;

    private final Map<String, Double> reference;
    private final double sumReference;
    private final Base base;

    /**
     * @param reference weights of the reference population by category
     * @param base base of the logarithm
     * @throws IllegalArgumentException when nobody is in the reference
     */
    public FeasibleRange(Map<String, Double> reference, Base base) {
        this.reference = reference;
        this.sumReference =
                reference.values().stream().mapToDouble(Double::doubleValue).sum();
        if (!(sumReference > 0)) {
            throw new IllegalArgumentException("a side is empty");
        }
        this.base = base;
    }

    /** The range of the distance when only the sum of all categories is published; see the other method. */
    public Range of(Map<String, Persons> cells, Persons total) {
        return of(cells, total, List.of());
    }

    /**
     * The range of the distance.
     *
     * @param cells for each category of the reference, the persons it may hold
     * @param total persons over all these categories
     * @param margins published sums of some of the categories
     * @throws NoCompletion when no completion with a person in it fits
     * @throws TooLittlePublished when the search would not end in reasonable time
     * @throws IllegalArgumentException when the categories differ
     */
    public Range of(Map<String, Persons> cells, Persons total, List<Margin> margins) {
        if (!cells.keySet().equals(reference.keySet())) {
            throw new IllegalArgumentException("the two sides have different categories");
        }
        List<String> categories = List.copyOf(cells.keySet());
        Completion start = new Completion(
                cells.values().stream().mapToInt(Persons::atLeast).toArray(),
                cells.values().stream().mapToInt(Persons::atMost).toArray());
        List<Sum> sums = new ArrayList<>();
        for (Margin margin : margins) {
            int[] members =
                    margin.categories().stream().mapToInt(categories::indexOf).toArray();
            sums.add(new Sum(
                    members, margin.persons().atLeast(), margin.persons().atMost()));
        }
        int[] all = IntStream.range(0, categories.size()).toArray();
        sums.add(new Sum(all, Math.max(1, total.atLeast()), total.atMost()));
        if (!start.tighten(sums)) {
            throw new NoCompletion();
        }
        double[] shares = categories.stream().mapToDouble(this::weight).toArray();
        return search(shares, start, sums.subList(0, margins.size()), total);
    }

    private Range search(double[] shares, Completion start, List<Sum> margins, Persons total) {
        int[] all = IntStream.range(0, shares.length).toArray();
        long lows = start.atLeast();
        int least = (int) Math.max(1, Math.max(total.atLeast(), lows));
        int most = (int) Math.min(total.atMost(), start.atMost());
        if ((most - least + 1.0) * (most - lows + 1.0) * all.length > LARGEST_SEARCH) {
            throw new TooLittlePublished("too little is published: the hidden counts may be almost anything");
        }
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        for (int persons = least; persons <= most; persons++) {
            List<Sum> sums = new ArrayList<>(margins);
            sums.add(new Sum(all, persons, persons));
            low = new CompletionSearch(shares, sums, persons, false, low).search(start);
            high = new CompletionSearch(shares, sums, persons, true, high).search(start);
        }
        if (low == Double.POSITIVE_INFINITY) {
            throw new NoCompletion();
        }
        // where all completions have one distance, rounding may put the largest below the smallest
        return new Range(distance(Math.min(low, high)), distance(Math.max(low, high)));
    }

    /**
     * What each category may be and add: bounds that no completion leaves, and the exact numbers when nothing is hidden.
     * A bound on one category need not be reached together with a bound on another.
     */
    public SequencedMap<String, Part> parts(Map<String, Persons> cells, Persons total) {
        SequencedMap<String, Part> parts = new LinkedHashMap<>();
        Persons all = cells.values().stream().reduce(Persons.exactly(0), Persons::plus);
        cells.forEach((category, cell) -> {
            Persons rest = new Persons(all.atLeast() - cell.atLeast(), all.atMost() - cell.atMost());
            parts.put(category, part(cell, rest, total, weight(category)));
        });
        return parts;
    }

    private Part part(Persons cell, Persons rest, Persons total, double q) {
        int fewest = Math.max(cell.atLeast(), total.atLeast() - rest.atMost());
        int most = Math.min(cell.atMost(), total.atMost() - rest.atLeast());
        if (most < fewest) {
            throw new NoCompletion();
        }
        double low = share(fewest, Math.min(rest.atMost(), total.atMost() - fewest));
        double high = share(most, Math.max(rest.atLeast(), total.atLeast() - most));
        double atLow = base.fromNats(JensenShannon.contribution(low, q));
        double atHigh = base.fromNats(JensenShannon.contribution(high, q));
        boolean mayBeEqual = low < q && q < high;
        return new Part(
                new Persons(fewest, most),
                new Range(low, high),
                new Range(mayBeEqual ? 0 : Math.min(atLow, atHigh), Math.max(atLow, atHigh)));
    }

    private static double share(int persons, int others) {
        return persons == 0 ? 0 : persons / ((double) persons + others);
    }

    private double distance(double nats) {
        return Math.sqrt(Math.max(0, base.fromNats(nats)));
    }

    private double weight(String category) {
        return reference.getOrDefault(category, 0.0) / sumReference;
    }

    /**
     * A published sum of some categories, as the number of persons who are not Hispanic is one of a table of race and
     * ethnicity.
     *
     * @param categories which, of the comparison
     * @param persons in all of them
     */
    public record Margin(Set<String> categories, Persons persons) {}

    /**
     * One category of a distance.
     *
     * @param persons in it, as far as the total and the other cells leave room
     * @param share of the cohort's persons that is in it
     * @param contribution to the divergence (the square of the distance)
     */
    public record Part(Persons persons, Range share, Range contribution) {}
}
