package org.tessera.enclave.analysis;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.hipparchus.special.Erf;
import org.tessera.enclave.analysis.Fit.RocPoint;

/** ROC curves that may leave: an empirical one labels patients, since the index can be recomputed from public images. */
public final class SafeCurve {
    /** Of a parameter. */
    static final double LAST_DIGIT = 0.1;

    private SafeCurve() {}

    /**
     * A score with the person and outcome it belongs to.
     *
     * @param person alias
     * @param outcome whether she has the outcome
     * @param score linear predictor of the model
     */
    public record Score(String person, boolean outcome, double score) {}

    /**
     * A binormal curve: true positive rate = Φ(a + b Φ⁻¹(false positive rate)).
     *
     * @param a distance of the classes in standard deviations of those with the outcome, rounded
     * @param b standard deviation of those without over those with, rounded
     * @param points computed from the rounded parameters
     */
    public record Binormal(BigDecimal a, BigDecimal b, List<RocPoint> points) {
        /** Copies. */
        public Binormal {
            points = List.copyOf(points);
        }
    }

    /**
     * Points of the empirical curve that keep many persons of each class between neighbours.
     *
     * @param points from (0, 0) to (1, 1)
     * @param fewestBetween fewest persons of one class between two of them
     */
    public record Grouped(List<RocPoint> points, int fewestBetween) {
        /** Copies. */
        public Grouped {
            points = List.copyOf(points);
        }
    }

    /**
     * The parameters of a binormal curve as the sample has them.
     *
     * @param a as {@link Binormal#a}, not rounded
     * @param b as {@link Binormal#b}, not rounded
     */
    record Shape(double a, double b) {
        double change(Shape other) {
            return Math.max(Math.abs(a - other.a), Math.abs(b - other.b));
        }
    }

    static Optional<Shape> shape(List<Score> scores) {
        double[] with =
                scores.stream().filter(Score::outcome).mapToDouble(Score::score).toArray();
        double[] without = scores.stream()
                .filter(each -> !each.outcome())
                .mapToDouble(Score::score)
                .toArray();
        double spreadWith = deviation(with);
        double spreadWithout = deviation(without);
        if (!(spreadWith > 0) || !(spreadWithout > 0)) {
            return Optional.empty();
        }
        return Optional.of(new Shape((mean(with) - mean(without)) / spreadWith, spreadWithout / spreadWith));
    }

    /** The binormal curve of these scores; empty where one class does not vary. */
    public static Optional<Binormal> binormal(List<Score> scores) {
        return shape(scores).map(SafeCurve::drawn);
    }

    /**
     * How far the binormal curve of other scores is from that of these: the largest change of a parameter before it is
     * rounded, in its last printed digit; the largest number where only one of them has a curve.
     */
    static double change(List<Score> scores, List<Score> others) {
        var mine = shape(scores);
        var theirs = shape(others);
        if (mine.isEmpty() || theirs.isEmpty()) {
            return mine.equals(theirs) ? 0 : Double.MAX_VALUE;
        }
        return mine.get().change(theirs.get()) / LAST_DIGIT;
    }

    private static Binormal drawn(Shape shape) {
        BigDecimal roundedA = rounded(shape.a());
        BigDecimal roundedB = rounded(shape.b()).max(BigDecimal.valueOf(LAST_DIGIT));
        List<RocPoint> points = new ArrayList<>();
        for (int i = 0; i <= 50; i++) {
            double rate = i / 50.0;
            double height =
                    i == 0 || i == 50 ? rate : normal(roundedA.doubleValue() + roundedB.doubleValue() * quantile(rate));
            points.add(new RocPoint(rate, Math.round(height * 1000) / 1000.0));
        }
        return new Binormal(roundedA, roundedB, points);
    }

    /** What a model predicts for each observation, with her outcome. */
    public static List<Score> scores(Fit.Estimated fit, List<Observation> observations) {
        return observations.stream()
                .map(each -> new Score(each.person(), each.outcome(), fit.linearPredictor(each)))
                .toList();
    }

    /** Grouped points, at least so many persons of each class between neighbours. */
    public static Grouped grouped(List<Score> scores, int fewest) {
        List<Score> order = scores.stream()
                .sorted(Comparator.comparingDouble(Score::score).reversed())
                .toList();
        long positives = scores.stream().filter(Score::outcome).count();
        long negatives = scores.size() - positives;
        List<RocPoint> points = new ArrayList<>(List.of(new RocPoint(0, 0)));
        Set<String> with = new HashSet<>();
        Set<String> without = new HashSet<>();
        int last = last(order, fewest);
        int least = Integer.MAX_VALUE;
        long seenWith = 0;
        long seenWithout = 0;
        for (int i = 0; i < order.size(); i++) {
            Score each = order.get(i);
            (each.outcome() ? with : without).add(each.person());
            seenWith += each.outcome() ? 1 : 0;
            seenWithout += each.outcome() ? 0 : 1;
            boolean tie = i + 1 < order.size() && order.get(i + 1).score() == each.score();
            if (!tie && with.size() >= fewest && without.size() >= fewest && i < last) {
                least = Math.min(least, Math.min(with.size(), without.size()));
                points.add(new RocPoint((double) seenWithout / negatives, (double) seenWith / positives));
                with.clear();
                without.clear();
            }
        }
        points.add(new RocPoint(1, 1));
        return new Grouped(points, Math.min(least, Math.min(with.size(), without.size())));
    }

    /** Where the last persons begin of whom there are so many of each class; 0 where there are too few. */
    private static int last(List<Score> order, int fewest) {
        Set<String> with = new HashSet<>();
        Set<String> without = new HashSet<>();
        int from = order.size();
        while (from > 0 && (with.size() < fewest || without.size() < fewest)) {
            Score each = order.get(--from);
            (each.outcome() ? with : without).add(each.person());
        }
        return from;
    }

    /** To a tenth, so that hardly a person of a class of some dozens shows; who does is found by her {@link Influence}. */
    private static BigDecimal rounded(double parameter) {
        return BigDecimal.valueOf(parameter).setScale(1, RoundingMode.HALF_EVEN);
    }

    private static double mean(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum / values.length;
    }

    private static double deviation(double[] values) {
        double mean = mean(values);
        double sum = 0;
        for (double value : values) {
            sum += (value - mean) * (value - mean);
        }
        return Math.sqrt(sum / (values.length - 1));
    }

    private static double normal(double x) {
        return 0.5 * Erf.erfc(-x / Math.sqrt(2));
    }

    private static double quantile(double p) {
        return Math.sqrt(2) * Erf.erfInv(2 * p - 1);
    }
}
