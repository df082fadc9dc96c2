package org.tessera.enclave.analysis;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.hipparchus.special.Erf;
import org.hipparchus.util.FastMath;
import org.jspecify.annotations.Nullable;
import org.tessera.enclave.analysis.Fit.Auc;
import org.tessera.enclave.analysis.Fit.RocPoint;

/**
 * Empirical ROC curve, its area and DeLong's variance (DeLong, DeLong and Clarke-Pearson 1988) by midranks (Sun and Xu
 * 2014). Direction is fixed: a higher score means the outcome.
 */
public final class Roc {
    /** The 97.5 % quantile of the normal distribution. */
    static final double Z975 = 1.959963984540054;

    private final double[] scores;
    private final boolean[] outcome;
    private final double[] ofPositives;
    private final double[] ofNegatives;

    /** Of each observation among those of its class. */
    private final int[] place;

    /** Scores and outcomes, one each per observation; both classes must be there. */
    public Roc(double[] scores, boolean[] outcome) {
        this.scores = scores.clone();
        this.outcome = outcome.clone();
        double[] positives = pick(true);
        double[] negatives = pick(false);
        if (positives.length == 0 || negatives.length == 0) {
            throw new IllegalArgumentException("an ROC curve needs both classes");
        }
        this.place = new int[scores.length];
        int seen = 0;
        for (int i = 0; i < scores.length; i++) {
            place[i] = outcome[i] ? seen : i - seen;
            seen += outcome[i] ? 1 : 0;
        }
        double[] all = midranks(this.scores);
        this.ofPositives = components(all, midranks(positives), true, negatives.length);
        this.ofNegatives = components(all, midranks(negatives), false, positives.length);
    }

    /** Area with DeLong's variance and 95 % interval, clipped to 0..1. */
    public Auc auc() {
        double value = mean(ofPositives);
        if (ofPositives.length < 2 || ofNegatives.length < 2) {
            return new Auc(value, null, null, null);
        }
        double variance = covariance(ofPositives, ofPositives) / ofPositives.length
                + covariance(ofNegatives, ofNegatives) / ofNegatives.length;
        double reach = Z975 * Math.sqrt(variance);
        return new Auc(value, variance, Math.max(0, value - reach), Math.min(1, value + reach));
    }

    /** The area without some of the observations; not a number where a class would be empty. */
    double areaWithout(int[] left) {
        double pairs = (double) ofPositives.length * ofNegatives.length;
        double won = mean(ofPositives) * pairs;
        int positives = ofPositives.length;
        int negatives = ofNegatives.length;
        for (int i : left) {
            if (outcome[i]) {
                won -= ofPositives[place[i]] * ofNegatives.length;
                positives--;
            } else {
                won -= ofNegatives[place[i]] * ofPositives.length;
                negatives--;
            }
        }
        // What one left out has won over another was taken away twice.
        for (int i : left) {
            for (int j : left) {
                if (outcome[i] && !outcome[j]) {
                    won += scores[i] > scores[j] ? 1 : scores[i] == scores[j] ? 0.5 : 0;
                }
            }
        }
        return won / positives / negatives;
    }

    /** Points from (1, 1) down to (0, 0), one per distinct score. */
    public List<RocPoint> points() {
        List<Integer> order = IntStream.range(0, scores.length)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> scores[i]))
                .toList();
        int positives = ofPositives.length;
        int negatives = ofNegatives.length;
        List<RocPoint> points = new ArrayList<>();
        points.add(new RocPoint(1, 1));
        for (int at = 0; at < order.size(); ) {
            double score = scores[order.get(at)];
            while (at < order.size() && scores[order.get(at)] == score) {
                if (outcome[order.get(at)]) {
                    positives--;
                } else {
                    negatives--;
                }
                at++;
            }
            points.add(new RocPoint((double) negatives / ofNegatives.length, (double) positives / ofPositives.length));
        }
        return points;
    }

    /** DeLong's test of two curves over the same observations; null where the difference has no variance. */
    public @Nullable Comparison compare(Roc other) {
        Auc mine = auc();
        Auc theirs = other.auc();
        if (mine.variance() == null || theirs.variance() == null) {
            return null;
        }
        double covariance = covariance(ofPositives, other.ofPositives) / ofPositives.length
                + covariance(ofNegatives, other.ofNegatives) / ofNegatives.length;
        double variance = mine.variance() + theirs.variance() - 2 * covariance;
        if (!(variance > 0)) {
            return null;
        }
        double z = (mine.value() - theirs.value()) / Math.sqrt(variance);
        return new Comparison(z, twoSided(z), covariance);
    }

    /**
     * A paired comparison of two areas.
     *
     * @param z statistic
     * @param p two-sided
     * @param covariance of the two areas
     */
    public record Comparison(double z, double p, double covariance) {}

    /** Two-sided normal p-value. */
    static double twoSided(double z) {
        return Erf.erfc(FastMath.abs(z) / FastMath.sqrt(2));
    }

    private double[] pick(boolean wanted) {
        return IntStream.range(0, scores.length)
                .filter(i -> outcome[i] == wanted)
                .mapToDouble(i -> scores[i])
                .toArray();
    }

    private double[] components(double[] all, double[] own, boolean wanted, int others) {
        double[] components = new double[own.length];
        int at = 0;
        for (int i = 0; i < scores.length; i++) {
            if (outcome[i] == wanted) {
                double below = (all[i] - own[at]) / others;
                components[at++] = wanted ? below : 1 - below;
            }
        }
        return components;
    }

    private static double[] midranks(double[] values) {
        List<Integer> order = IntStream.range(0, values.length)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> values[i]))
                .toList();
        double[] ranks = new double[values.length];
        for (int from = 0; from < values.length; ) {
            int to = from;
            while (to < values.length && values[order.get(to)] == values[order.get(from)]) {
                to++;
            }
            for (int at = from; at < to; at++) {
                ranks[order.get(at)] = (from + to + 1) / 2.0;
            }
            from = to;
        }
        return ranks;
    }

    private static double mean(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum / values.length;
    }

    private static double covariance(double[] a, double[] b) {
        double meanA = mean(a);
        double meanB = mean(b);
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += (a[i] - meanA) * (b[i] - meanB);
        }
        return sum / (a.length - 1);
    }
}
