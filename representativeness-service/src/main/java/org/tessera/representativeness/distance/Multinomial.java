package org.tessera.representativeness.distance;

import java.util.random.RandomGenerator;
import org.hipparchus.special.Gamma;

/**
 * Draws of n persons from categories with given probabilities, one category after the other by conditional binomials, so
 * that a draw costs about the square root of n. A binomial is inverted outwards from its mode; one with a variance above
 * 10,000 is drawn from the normal distribution with the same mean and variance, rounded, which at that size differs by
 * less than a hundredth of a standard deviation.
 */
final class Multinomial {
    private static final double LARGE_VARIANCE = 10_000;

    private final RandomGenerator random;

    Multinomial(RandomGenerator random) {
        this.random = random;
    }

    /**
     * One draw.
     *
     * @param persons how many are drawn, at least 0
     * @param probabilities by category, with sum 1
     */
    double[] draw(int persons, double[] probabilities) {
        double[] counts = new double[probabilities.length];
        int left = persons;
        double mass = 1;
        for (int category = 0; category < counts.length - 1 && left > 0 && mass > 0; category++) {
            int drawn = binomial(left, Math.min(1, probabilities[category] / mass));
            counts[category] = drawn;
            left -= drawn;
            mass -= probabilities[category];
        }
        counts[counts.length - 1] += left;
        return counts;
    }

    private int binomial(int n, double p) {
        if (p <= 0 || p >= 1) {
            return p <= 0 ? 0 : n;
        }
        double variance = n * p * (1 - p);
        if (variance > LARGE_VARIANCE) {
            long drawn = Math.round(n * p + Math.sqrt(variance) * random.nextGaussian());
            return (int) Math.clamp(drawn, 0L, n);
        }
        return fromTheMode(n, p);
    }

    private int fromTheMode(int n, double p) {
        int mode = (int) Math.min(n, Math.floor((n + 1.0) * p));
        double odds = p / (1 - p);
        double rest = random.nextDouble();
        double up = Math.exp(logProbability(n, p, mode));
        double down = up;
        rest -= up;
        int above = mode;
        int below = mode;
        while (rest >= 0 && (above < n || below > 0)) {
            if (above < n) {
                up *= odds * (n - above) / (above + 1);
                above++;
                rest -= up;
                if (rest < 0) {
                    return above;
                }
            }
            if (below > 0) {
                down *= below / (odds * (n - below + 1));
                below--;
                rest -= down;
                if (rest < 0) {
                    return below;
                }
            }
        }
        return mode;
    }

    private static double logProbability(int n, double p, int successes) {
        return Gamma.logGamma(n + 1.0)
                - Gamma.logGamma(successes + 1.0)
                - Gamma.logGamma(n - successes + 1.0)
                + successes * Math.log(p)
                + (n - successes) * Math.log1p(-p);
    }
}
