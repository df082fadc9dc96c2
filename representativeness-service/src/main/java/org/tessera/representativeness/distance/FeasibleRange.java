package org.tessera.representativeness.distance;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import java.util.function.ToIntFunction;

/**
 * Exact smallest and largest Jensen-Shannon distance of a cohort whose counts are only known as ranges, over every
 * completion that fits what was published (statistics.md, section 1, "Suppressed inputs").
 *
 * <p>For a fixed number of persons the divergence is a sum over categories, so a dynamic programme over (category,
 * persons handed out so far) finds both ends exactly; every possible number of persons is tried. Cost: categories ×
 * width of a range × feasible totals, for each total.
 */
public final class FeasibleRange {
    private final Map<String, Double> reference;
    private final double sumReference;
    private final Base base;

    /**
     * @param reference weights of the reference population by category
     * @param base base of the logarithm
     */
    public FeasibleRange(Map<String, Double> reference, Base base) {
        this.reference = reference;
        this.sumReference =
                reference.values().stream().mapToDouble(Double::doubleValue).sum();
        this.base = base;
    }

    /**
     * The range of the distance.
     *
     * @param cells for each category of the reference, the persons it may hold
     * @param total persons over all these categories
     * @throws IllegalArgumentException when the categories differ, or no completion with a person in it fits the total
     */
    public Range of(Map<String, Persons> cells, Persons total) {
        if (!cells.keySet().equals(reference.keySet())) {
            throw new IllegalArgumentException("the two sides have different categories");
        }
        int least = Math.max(1, Math.max(total.atLeast(), sum(cells, Persons::atLeast)));
        int most = Math.min(total.atMost(), sum(cells, Persons::atMost));
        if (least > most) {
            throw new IllegalArgumentException("no completion of the suppressed cells fits the published total");
        }
        double low = Double.POSITIVE_INFINITY;
        double high = 0;
        for (int persons = least; persons <= most; persons++) {
            low = Math.min(low, best(cells, persons, 1));
            high = Math.max(high, -best(cells, persons, -1));
        }
        return new Range(distance(low), distance(high));
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
        double low = share(fewest, Math.min(rest.atMost(), total.atMost() - fewest));
        double high = share(most, Math.max(rest.atLeast(), total.atLeast() - most));
        double atLow = base.fromNats(JensenShannon.contribution(low, q));
        double atHigh = base.fromNats(JensenShannon.contribution(high, q));
        boolean mayBeEqual = low < q && q < high;
        return new Part(
                new Range(low, high), new Range(mayBeEqual ? 0 : Math.min(atLow, atHigh), Math.max(atLow, atHigh)));
    }

    private static double share(int persons, int others) {
        return persons == 0 ? 0 : persons / ((double) persons + others);
    }

    private double distance(double nats) {
        return Math.sqrt(Math.max(0, base.fromNats(nats)));
    }

    /** Smallest sum of sign × contribution over all ways to hand out exactly {@code persons} persons. */
    private double best(Map<String, Persons> cells, int persons, int sign) {
        int spare = persons - sum(cells, Persons::atLeast);
        double[] sums = new double[spare + 1];
        Arrays.fill(sums, Double.POSITIVE_INFINITY);
        sums[0] = 0;
        for (Map.Entry<String, Persons> cell : cells.entrySet()) {
            sums = handOut(sums, cell.getValue(), weight(cell.getKey()), persons, sign);
        }
        return sums[spare];
    }

    private static double[] handOut(double[] sums, Persons cell, double q, int persons, int sign) {
        double[] next = new double[sums.length];
        Arrays.fill(next, Double.POSITIVE_INFINITY);
        for (int extra = 0; extra <= cell.width() && extra < sums.length; extra++) {
            double part = sign * JensenShannon.contribution((cell.atLeast() + extra) / (double) persons, q);
            for (int used = 0; used + extra < sums.length; used++) {
                next[used + extra] = Math.min(next[used + extra], sums[used] + part);
            }
        }
        return next;
    }

    private double weight(String category) {
        return reference.getOrDefault(category, 0.0) / sumReference;
    }

    private static int sum(Map<String, Persons> cells, ToIntFunction<Persons> end) {
        return cells.values().stream().mapToInt(end).sum();
    }

    /**
     * How many persons a cell may hold.
     *
     * @param atLeast smallest number, not negative
     * @param atMost largest number, not below the smallest
     */
    public record Persons(int atLeast, int atMost) {
        private static final int LARGEST_SUPPRESSED = 19;

        /** Refuses a range that is empty or negative. */
        public Persons {
            if (atLeast < 0 || atMost < atLeast) {
                throw new IllegalArgumentException("a count of persons is negative");
            }
        }

        /** An exact count. */
        public static Persons exactly(int count) {
            return new Persons(count, count);
        }

        /** A cell published as "&lt;20": an integer 1..19. */
        public static Persons suppressed() {
            return new Persons(1, LARGEST_SUPPRESSED);
        }

        /** What two cells hold together. */
        public Persons plus(Persons other) {
            return new Persons(atLeast + other.atLeast, atMost + other.atMost);
        }

        int width() {
            return atMost - atLeast;
        }
    }

    /**
     * One category of a distance.
     *
     * @param share of the cohort's persons that is in it
     * @param contribution to the divergence (the square of the distance)
     */
    public record Part(Range share, Range contribution) {}

    /**
     * Both ends of a distance.
     *
     * @param low smallest
     * @param high largest; equal to {@code low} when nothing is suppressed
     */
    public record Range(double low, double high) {}
}
