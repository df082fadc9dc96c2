package org.tessera.representativeness.distance;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** Percentile bootstrap of the distance: multinomial resampling of the cohort, seeded, so that it can be repeated. */
public final class Bootstrap {
    private static final int RESAMPLES = 2_000;

    private Bootstrap() {}

    /**
     * The 95 % interval.
     *
     * @param cohort counts of persons by category
     * @param reference weights by category, taken as known without error
     * @param seed of the resampling
     */
    public static FeasibleRange.Range interval(
            Map<String, Integer> cohort, Map<String, Double> reference, Base base, long seed) {
        List<String> categories = new ArrayList<>(cohort.keySet());
        int[] people = expand(cohort, categories);
        if (people.length == 0) {
            throw new IllegalArgumentException("a side is empty");
        }
        SplittableRandom random = new SplittableRandom(seed);
        double[] distances = new double[RESAMPLES];
        for (int draw = 0; draw < RESAMPLES; draw++) {
            double[] counts = new double[categories.size()];
            for (int person = 0; person < people.length; person++) {
                counts[people[random.nextInt(people.length)]]++;
            }
            Map<String, Double> resampled = new LinkedHashMap<>();
            for (int index = 0; index < counts.length; index++) {
                resampled.put(categories.get(index), counts[index]);
            }
            distances[draw] = JensenShannon.between(resampled, reference, base).value();
        }
        Arrays.sort(distances);
        return new FeasibleRange.Range(quantile(distances, 0.025), quantile(distances, 0.975));
    }

    private static int[] expand(Map<String, Integer> cohort, List<String> categories) {
        int[] people =
                new int[cohort.values().stream().mapToInt(Integer::intValue).sum()];
        int next = 0;
        for (int index = 0; index < categories.size(); index++) {
            int count = cohort.getOrDefault(categories.get(index), 0);
            Arrays.fill(people, next, next + count, index);
            next += count;
        }
        return people;
    }

    private static double quantile(double[] sorted, double level) {
        double position = level * (sorted.length - 1);
        int below = (int) Math.floor(position);
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (position - below) * (sorted[above] - sorted[below]);
    }
}
