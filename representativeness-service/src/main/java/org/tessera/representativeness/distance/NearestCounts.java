package org.tessera.representativeness.distance;

import java.util.Arrays;

/**
 * The whole numbers of persons per category that come nearest to a reference, when each category may hold a lowest to a
 * highest number and all of them together a given one.
 *
 * <p>The divergence is a sum of convex functions, so giving one person after the other to the category where it costs least
 * is exact (Fox 1966). It starts below the solution in fractions, in which all categories between their ends have the same
 * ratio to the reference; the solution in whole numbers is nowhere farther from it than the number of categories (Hochbaum
 * 1994), so few persons are left to give.
 */
public final class NearestCounts {
    private static final int HALVINGS = 200;

    private final double[] reference;

    /** @param weights of the reference, in the order of the categories, with a positive sum */
    public NearestCounts(double[] weights) {
        double sum = Arrays.stream(weights).sum();
        this.reference = Arrays.stream(weights).map(weight -> weight / sum).toArray();
    }

    /**
     * The nearest numbers.
     *
     * @param low the fewest persons of each category
     * @param high the most
     * @param persons in all, between the sums of both
     */
    public int[] whole(int[] low, int[] high, int persons) {
        double[] fractions = fractions(low, high, persons);
        int[] counts = new int[low.length];
        long left = persons;
        for (int category = 0; category < counts.length; category++) {
            counts[category] = (int) Math.max(low[category], Math.floor(fractions[category]) - counts.length);
            left -= counts[category];
        }
        for (; left > 0; left--) {
            counts[cheapest(counts, high, persons)]++;
        }
        if (left < 0) {
            throw new IllegalArgumentException("there are more persons in the categories than in all");
        }
        return counts;
    }

    /** The distance of counts. */
    public double distance(int[] counts, Base base) {
        return distance(Arrays.stream(counts).asDoubleStream().toArray(), base);
    }

    /** The distance that would be reached if persons could be divided: no whole numbers are nearer. */
    public double bound(int[] low, int[] high, int persons, Base base) {
        return distance(fractions(low, high, persons), base);
    }

    private double distance(double[] counts, Base base) {
        double sum = Arrays.stream(counts).sum();
        return JensenShannon.between(
                Arrays.stream(counts).map(count -> count / sum).toArray(), reference, base);
    }

    private int cheapest(int[] counts, int[] high, int persons) {
        int cheapest = -1;
        double least = Double.POSITIVE_INFINITY;
        for (int category = 0; category < counts.length; category++) {
            if (counts[category] < high[category]) {
                double cost = cost(category, counts[category] + 1, persons) - cost(category, counts[category], persons);
                if (cost < least) {
                    least = cost;
                    cheapest = category;
                }
            }
        }
        if (cheapest < 0) {
            throw new IllegalArgumentException("the categories cannot hold so many persons");
        }
        return cheapest;
    }

    private double cost(int category, int held, int persons) {
        return JensenShannon.contribution(held / (double) persons, reference[category]);
    }

    /** All categories between their ends hold the same multiple of their share; what is left goes where nobody should be. */
    private double[] fractions(int[] low, int[] high, int persons) {
        double below = 0;
        double above = persons;
        for (int category = 0; category < low.length; category++) {
            if (reference[category] > 0) {
                above = Math.max(above, high[category] / reference[category]);
            }
        }
        for (int halving = 0; halving < HALVINGS; halving++) {
            double middle = (below + above) / 2;
            if (Arrays.stream(held(middle, low, high)).sum() < persons) {
                below = middle;
            } else {
                above = middle;
            }
        }
        double[] held = held(above, low, high);
        double left = persons - Arrays.stream(held).sum();
        for (int category = 0; category < held.length && left > 0; category++) {
            double more = Math.min(left, high[category] - held[category]);
            held[category] += more;
            left -= more;
        }
        return held;
    }

    private double[] held(double scale, int[] low, int[] high) {
        double[] held = new double[low.length];
        Arrays.setAll(
                held, category -> Math.clamp(scale * reference[category], (double) low[category], high[category]));
        return held;
    }
}
