package org.tessera.representativeness.distance;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Jensen-Shannon distance between two distributions over the same categories (Lin 1991; S1, Methods):
 * {@code sqrt((KL(P||M) + KL(Q||M)) / 2)} with M = (P+Q)/2 and 0 log 0 = 0. It does not depend on which side comes
 * first.
 */
public final class JensenShannon {
    private JensenShannon() {}

    /**
     * The distance.
     *
     * @param p weights (counts or percentages) by category, not negative, with a positive sum; need not be normalised
     * @param q likewise, over exactly the same categories
     * @param base base of the logarithm
     * @return 0..1 in base 2, with each category's contribution to the divergence
     * @throws IllegalArgumentException when the categories differ, a weight is negative or not a number, or a side is empty
     */
    public static Distance between(Map<String, Double> p, Map<String, Double> q, Base base) {
        if (!p.keySet().equals(q.keySet())) {
            throw new IllegalArgumentException("the two sides have different categories");
        }
        double sumP = total(p);
        double sumQ = total(q);
        Map<String, Double> contributions = new LinkedHashMap<>();
        double divergence = 0;
        for (Map.Entry<String, Double> entry : p.entrySet()) {
            double part =
                    base.fromNats(contribution(entry.getValue() / sumP, q.getOrDefault(entry.getKey(), 0.0) / sumQ));
            contributions.put(entry.getKey(), part);
            divergence += part;
        }
        return new Distance(Math.sqrt(Math.max(0, divergence)), contributions);
    }

    /** The distance of two lists of shares, each with sum 1, in the same order of categories. */
    static double between(double[] p, double[] q, Base base) {
        double nats = 0;
        for (int category = 0; category < p.length; category++) {
            nats += contribution(p[category], q[category]);
        }
        return Math.sqrt(Math.max(0, base.fromNats(nats)));
    }

    /** What one category adds to the divergence, in nats; never negative, convex in p. */
    static double contribution(double p, double q) {
        double m = (p + q) / 2;
        return Math.max(0, (term(p, m) + term(q, m)) / 2);
    }

    private static double term(double x, double m) {
        return x == 0 ? 0 : x * Math.log(x / m);
    }

    private static double total(Map<String, Double> weights) {
        double sum = 0;
        for (double weight : weights.values()) {
            if (!(weight >= 0) || Double.isInfinite(weight)) {
                throw new IllegalArgumentException("a weight is negative or not a number");
            }
            sum += weight;
        }
        if (sum == 0) {
            throw new IllegalArgumentException("a side is empty");
        }
        return sum;
    }

    /**
     * A distance.
     *
     * @param value the distance
     * @param contributions what each category adds to the divergence (the square of the distance), in the same base
     */
    public record Distance(double value, Map<String, Double> contributions) {}
}
