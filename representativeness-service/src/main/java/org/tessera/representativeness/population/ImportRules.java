package org.tessera.representativeness.population;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.tessera.representativeness.population.ReferencePopulation.Counting;
import org.tessera.representativeness.population.ReferencePopulation.Snapshot;

/** What numbers of one attribute must hold before they become a reference. Each rule refuses with its reason. */
final class ImportRules {
    /** Published percentages are rounded: their sum may be off by a hundredth of the whole. */
    private static final double ROUNDING = 0.01;

    /** 2^53: every whole number up to it is a double of its own. */
    private static final double MOST_PERSONS = 0x1p53;

    private ImportRules() {}

    /** Every date has the same categories: a category that comes and goes would be dropped in silence. */
    static void sameCategoriesOnEveryDate(String attribute, SortedMap<LocalDate, Map<String, Double>> dates) {
        Set<String> all = new TreeSet<>();
        dates.values().forEach(weights -> all.addAll(weights.keySet()));
        dates.forEach((date, weights) -> {
            Set<String> missing = new TreeSet<>(all);
            missing.removeAll(weights.keySet());
            if (!missing.isEmpty()) {
                throw new ImportRefused(
                        "category-dropped",
                        attribute + " has no number on " + date + " for: " + String.join("; ", missing));
            }
        });
    }

    /** The same of a joint: each part of a category has a place in the alignment of its factor. */
    static void everyPartIsNamed(
            JointAttribute joint, List<CategoryAlignment> factors, SortedMap<LocalDate, Map<String, Double>> dates) {
        for (int f = 0; f < factors.size(); f++) {
            Map<String, Double> parts = new LinkedHashMap<>();
            for (Map<String, Double> weights : dates.values()) {
                for (String category : weights.keySet()) {
                    parts.put(joint.ofFactors(category).get(f), 0.0);
                }
            }
            everyCategoryIsNamed(factors.get(f), new TreeMap<>(Map.of(dates.firstKey(), parts)));
        }
    }

    /** Every category has a place in the alignment; otherwise {@link UnmappedCategories} lists them. */
    static void everyCategoryIsNamed(CategoryAlignment alignment, SortedMap<LocalDate, Map<String, Double>> dates) {
        Set<String> unnamed = new TreeSet<>();
        dates.values().forEach(weights -> unnamed.addAll(weights.keySet()));
        unnamed.removeIf(category -> alignment.targets().containsKey(category)
                || (alignment.attribute().equals(AgeCuts.ATTRIBUTE) && AgeCuts.isAgeGroup(category)));
        if (!unnamed.isEmpty()) {
            throw new UnmappedCategories(alignment, unnamed);
        }
    }

    /** Shares are shares of a whole: if they do not add up to it, a category is missing. */
    static void sharesAreWhole(String attribute, SortedMap<LocalDate, Map<String, Double>> dates) {
        dates.forEach((date, weights) -> {
            double sum = sum(weights);
            if (Math.abs(sum - 1) > ROUNDING && Math.abs(sum / 100 - 1) > ROUNDING) {
                throw new ImportRefused(
                        "shares-incomplete",
                        String.format(
                                Locale.ROOT,
                                "the shares of %s add up to %.4g on %s, neither 100 nor 1: a category is missing or twice",
                                attribute,
                                sum,
                                date));
            }
        });
    }

    /** Persons are whole, and not so many that one more would make no difference, or that their sum is no number. */
    static void countsAreWhole(String attribute, SortedMap<LocalDate, Map<String, Double>> dates) {
        dates.forEach((date, weights) -> weights.forEach((category, number) -> {
            if (number > MOST_PERSONS) {
                throw new ImportRefused(
                        "count-too-large",
                        attribute + " has more persons for \"" + category + "\" on " + date
                                + " than can be counted one by one");
            }
            if (number != Math.rint(number)) {
                throw new ImportRefused(
                        "count-not-whole", attribute + " has a part of a person for \"" + category + "\" on " + date);
            }
        }));
    }

    /** Nobody has no distribution that a cohort could be compared with. */
    private static void someoneIsCounted(String attribute, LocalDate date, Map<String, Double> weights) {
        if (sum(weights) == 0) {
            throw new ImportRefused(
                    "nobody-counted", attribute + " counts nobody on " + date + "; leave this date out");
        }
    }

    /** A cumulative count cannot fall. Single categories may be corrected downwards, the whole may not. */
    static void cumulativeNeverFalls(String attribute, SortedMap<LocalDate, Map<String, Double>> dates) {
        fall(dates).ifPresent(date -> {
            throw new ImportRefused(
                    "series-not-cumulative", attribute + " has fewer persons on " + date + " than on the date before");
        });
    }

    /** Adds the dates up to one count; refuses a series that never falls, for that is how cumulative counts look. */
    static Snapshot addUp(String attribute, SortedMap<LocalDate, Map<String, Double>> dates) {
        if (dates.size() > 1 && fall(dates).isEmpty()) {
            throw new ImportRefused(
                    "series-cumulative",
                    String.format(
                            Locale.ROOT,
                            "the %d dates of %s never fall, as cumulative counts do: added up they would be %.0f persons,"
                                    + " the first ones counted up to %d times; the last date alone has %.0f",
                            dates.size(),
                            attribute,
                            dates.values().stream()
                                    .mapToDouble(ImportRules::sum)
                                    .sum(),
                            dates.size(),
                            sum(dates.lastEntry().getValue())));
        }
        Map<String, Double> sums = new LinkedHashMap<>();
        dates.values()
                .forEach(weights -> weights.forEach((category, number) -> sums.merge(category, number, Double::sum)));
        someoneIsCounted(attribute, dates.lastKey(), sums);
        return new Snapshot(dates.lastKey(), sums);
    }

    /** A new version keeps the attributes and categories of the one before, unless it says which it drops. */
    static void nothingIsDropped(ReferencePopulation before, Map<String, List<Snapshot>> now, Set<String> onPurpose) {
        List<String> dropped = new ArrayList<>();
        before.attributes().forEach((attribute, snapshots) -> {
            Set<String> gone = new TreeSet<>(snapshots.getLast().weights().keySet());
            now.getOrDefault(attribute, List.of())
                    .forEach(snapshot -> gone.removeAll(snapshot.weights().keySet()));
            gone.removeAll(onPurpose);
            gone.forEach(category -> dropped.add(attribute + " \"" + category + "\""));
        });
        if (!dropped.isEmpty()) {
            throw new ImportRefused(
                    "category-dropped",
                    "version " + before.version() + " has, and the table has not: " + String.join("; ", dropped)
                            + "; name in \"dropped\" what is left out on purpose");
        }
    }

    /** The rules for how the numbers are to be read. */
    static void readable(String attribute, Counting counting, SortedMap<LocalDate, Map<String, Double>> dates) {
        switch (counting) {
            case SHARES -> sharesAreWhole(attribute, dates);
            case COUNTS -> countsAreWhole(attribute, dates);
            case CUMULATIVE_COUNTS -> {
                countsAreWhole(attribute, dates);
                cumulativeNeverFalls(attribute, dates);
            }
        }
        dates.forEach((date, weights) -> someoneIsCounted(attribute, date, weights));
    }

    private static Optional<LocalDate> fall(SortedMap<LocalDate, Map<String, Double>> dates) {
        double before = 0;
        for (Map.Entry<LocalDate, Map<String, Double>> entry : dates.entrySet()) {
            double now = sum(entry.getValue());
            if (now < before) {
                return Optional.of(entry.getKey());
            }
            before = now;
        }
        return Optional.empty();
    }

    private static double sum(Map<String, Double> weights) {
        return weights.values().stream().mapToDouble(Double::doubleValue).sum();
    }
}
