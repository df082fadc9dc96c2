package org.tessera.representativeness.advice;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;
import org.tessera.contracts.Count;
import org.tessera.representativeness.advice.Advice.Driver;
import org.tessera.representativeness.distance.Base;
import org.tessera.representativeness.distance.JensenShannon;
import org.tessera.representativeness.distance.NearestCounts;
import org.tessera.representativeness.population.CategoryAlignment;

/** Gives advice on one attribute of one cohort against one reference. Nobody can be added to those who are missing. */
@ApplicationScoped
public class Advising {
    private static final double SMALLEST_TARGET = 0.001;
    private static final int MOST_PERSONS = 1_000_000_000;

    Advising() {}

    /**
     * What is wanted.
     *
     * @param adjusted whether those who are missing are left out, on both sides
     * @param target the distance to reach, in the base, at least 0.001
     * @param sampleSize a size to make the nearest sample of, or null
     */
    public record Wish(
            boolean adjusted,
            Base base,
            double target,
            @Nullable Integer sampleSize) {}

    /**
     * Advice.
     *
     * @param reference name and version of the reference, for the answer
     * @param counts the cohort, exact, as its source writes the categories
     * @param weights the reference's weights, as its source writes them
     * @throws IllegalArgumentException when a count is hidden, nobody is in the cohort, or the wish cannot be one
     */
    public Advice advise(
            String reference,
            CategoryAlignment alignment,
            Map<String, Count> counts,
            Map<String, Double> weights,
            Wish wish) {
        if (!(wish.target() >= SMALLEST_TARGET)) {
            throw new IllegalArgumentException("the target is a distance of at least " + SMALLEST_TARGET);
        }
        SequencedMap<String, Double> shares = alignment.align(weights);
        SequencedMap<String, Integer> cohort = alignment.align(exact(counts), 0, Advising::add);
        if (wish.adjusted()) {
            shares.remove(CategoryAlignment.MISSING);
            cohort.remove(CategoryAlignment.MISSING);
        }
        return advise(reference, alignment, cohort, shares, wish);
    }

    private static Advice advise(
            String reference,
            CategoryAlignment alignment,
            SequencedMap<String, Integer> cohort,
            SequencedMap<String, Double> shares,
            Wish wish) {
        List<String> names = List.copyOf(cohort.keySet());
        int[] held = cohort.values().stream().mapToInt(Integer::intValue).toArray();
        double[] weights =
                shares.values().stream().mapToDouble(Double::doubleValue).toArray();
        long persons = Arrays.stream(held).asLongStream().sum();
        if (persons < 1 || persons > MOST_PERSONS || Arrays.stream(weights).sum() <= 0) {
            throw new IllegalArgumentException("a side is empty, or has more than a thousand million persons");
        }
        boolean[] open = new boolean[held.length];
        for (int category = 0; category < open.length; category++) {
            open[category] = !names.get(category).equals(CategoryAlignment.MISSING);
        }
        NearestCounts nearest = new NearestCounts(weights);
        StratifiedSample samples = new StratifiedSample(held, nearest, wish.base());
        Changes changes = new Changes(names, held, weights, nearest, wish.base());
        return new Advice(
                reference,
                alignment.id(),
                wish.base(),
                nearest.distance(held, wish.base()),
                wish.target(),
                drivers(cohort, shares, wish.base()),
                new SmallestAddition(held, open, nearest, wish.base())
                        .reaching(wish.target())
                        .map(changes::to)
                        .orElse(null),
                samples.largestUnder(wish.target()).map(changes::to).orElse(null),
                wish.sampleSize() == null ? null : changes.to(samples.ofSize(wish.sampleSize())));
    }

    private static int add(int some, int others) {
        if ((long) some + others > MOST_PERSONS) {
            throw new IllegalArgumentException("more than a thousand million persons");
        }
        return some + others;
    }

    private static Map<String, Integer> exact(Map<String, Count> counts) {
        Map<String, Integer> exact = new LinkedHashMap<>();
        counts.forEach((category, count) -> {
            Integer number = count == null ? null : count.exact();
            if (number == null || number < 0) {
                throw new IllegalArgumentException(
                        "advice needs exact counts; \"" + category + "\" is hidden, missing or negative");
            }
            exact.put(category, number);
        });
        return exact;
    }

    private static List<Driver> drivers(
            SequencedMap<String, Integer> cohort, SequencedMap<String, Double> weights, Base base) {
        SequencedMap<String, Double> counts = new LinkedHashMap<>();
        cohort.forEach((category, held) -> counts.put(category, (double) held));
        var distance = JensenShannon.between(counts, weights, base);
        double persons =
                counts.values().stream().mapToDouble(Double::doubleValue).sum();
        double whole =
                weights.values().stream().mapToDouble(Double::doubleValue).sum();
        double divergence = distance.value() * distance.value();
        List<Driver> drivers = new ArrayList<>();
        counts.forEach((category, held) -> {
            double share = held / persons;
            double wanted = weights.getOrDefault(category, 0.0) / whole;
            double part = divergence == 0 ? 0 : distance.contributions().getOrDefault(category, 0.0) / divergence;
            String direction = share > wanted ? "over" : share < wanted ? "under" : "equal";
            drivers.add(new Driver(category, held.intValue(), share, wanted, part, direction));
        });
        drivers.sort(Comparator.comparingDouble(driver -> -driver.contribution()));
        return drivers;
    }
}
