package org.tessera.representativeness.distance;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import org.tessera.contracts.RepresentativenessReport.Range;

/**
 * What sampling does to a distance: the percentile bootstrap of the cohort (multinomial, seeded, so that it can be
 * repeated) and the distance that chance alone would give. The reference is taken as known without error.
 *
 * @param seed of the resampling; the same seed gives the same numbers
 * @param resamples how many times the cohort is drawn again, 100..20,000
 */
public record Bootstrap(long seed, int resamples) {
    /** What is used when nobody says. */
    public static final Bootstrap DEFAULT = new Bootstrap(1, 2_000);

    /** Throws {@link IllegalArgumentException} when the resamples are too few or too many. */
    public Bootstrap {
        if (resamples < 100 || resamples > 20_000) {
            throw new IllegalArgumentException("between 100 and 20000 resamples are drawn");
        }
    }

    /**
     * The 95 % percentile interval of the distance.
     *
     * @param cohort counts of persons by category, somebody in it
     * @param reference weights of the same categories in the same order
     */
    public Range interval(int[] cohort, double[] reference, Base base) {
        int persons = Arrays.stream(cohort).sum();
        double[] shares = shares(Arrays.stream(cohort).asDoubleStream().toArray());
        double[] distances = distances(persons, shares, reference, base);
        return new Range(quantile(distances, 0.025), quantile(distances, 0.975));
    }

    /**
     * The distance that 95 of 100 random samples of the reference itself, of that size, stay below.
     *
     * @param persons size of the sample, at least 1
     */
    public double byChance(int persons, double[] reference, Base base) {
        return quantile(distances(persons, shares(reference), reference, base), 0.95);
    }

    private double[] distances(int persons, double[] probabilities, double[] reference, Base base) {
        if (persons < 1) {
            throw new IllegalArgumentException("a side is empty");
        }
        Multinomial multinomial = new Multinomial(new SplittableRandom(seed));
        double[] shares = shares(reference);
        Supplier<double[]> drawn = () -> shares(multinomial.draw(persons, probabilities));
        double[] distances = new double[resamples];
        Arrays.setAll(distances, draw -> JensenShannon.between(drawn.get(), shares, base));
        Arrays.sort(distances);
        return distances;
    }

    private static double[] shares(double[] weights) {
        double sum = Arrays.stream(weights).sum();
        return Arrays.stream(weights).map(weight -> weight / sum).toArray();
    }

    private static double quantile(double[] sorted, double level) {
        double position = level * (sorted.length - 1);
        int below = (int) Math.floor(position);
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (position - below) * (sorted[above] - sorted[below]);
    }
}
