package org.tessera.benchmarks;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.hipparchus.stat.inference.MannWhitneyUTest;
import org.tessera.enclave.analysis.Fit;
import org.tessera.enclave.analysis.LogisticRegression;
import org.tessera.enclave.analysis.Observation;
import org.tessera.enclave.analysis.Roc;

/**
 * The model that a study asks for, and the area under its curve beside Hipparchus' Mann-Whitney U, which is the same area
 * without a variance. The fit itself has no peer here: no library under a permissive licence gives the unpenalised estimate
 * with its standard errors.
 */
final class ModelBenchmark {
    private static final List<String> COVARIATES = List.of("index", "comorbidities", "pressure");
    private static final int[] QUICK = {1_000};
    private static final int[] SIZES = {1_000, 10_000, 50_000};

    private ModelBenchmark() {}

    static void run(Scale scale, Consumer<Measurement> results) throws Exception {
        for (int size : scale == Scale.QUICK ? QUICK : SIZES) {
            List<Observation> observations = observations(size);
            String words = "%,d images, 3 covariates".formatted(size);
            Stopwatch watch = new Stopwatch(2, 3);
            results.accept(watch.measure(
                    "model",
                    "Tessera: IRLS, separation, sandwich, DeLong",
                    words,
                    "observations",
                    size,
                    () -> estimated(observations).iterations()));
            areas(results, watch, observations, words);
        }
    }

    private static void areas(
            Consumer<Measurement> results, Stopwatch watch, List<Observation> observations, String words)
            throws Exception {
        int size = observations.size();
        double[] scores = observations.stream()
                .mapToDouble(each -> each.values().getOrDefault(COVARIATES.getFirst(), 0.0))
                .toArray();
        boolean[] outcome = new boolean[size];
        IntStream.range(0, size).forEach(i -> outcome[i] = observations.get(i).outcome());
        double[] with = pick(scores, outcome, true);
        double[] without = pick(scores, outcome, false);
        double area = new Roc(scores, outcome).auc().value();
        double other = area(with, without);
        if (Math.abs(Math.max(area, 1 - area) - Math.max(other, 1 - other)) > 1e-9) {
            throw new IllegalStateException("the two areas differ: " + area + ", " + other);
        }
        results.accept(watch.measure(
                "AUC",
                "Tessera: DeLong",
                words,
                "observations",
                size,
                () -> Double.doubleToLongBits(new Roc(scores, outcome).auc().value())));
        results.accept(watch.measure(
                "AUC",
                "Hipparchus: Mann-Whitney U",
                words,
                "observations",
                size,
                () -> Double.doubleToLongBits(area(with, without))));
    }

    private static double area(double[] with, double[] without) {
        return new MannWhitneyUTest().mannWhitneyU(with, without) / with.length / without.length;
    }

    private static double[] pick(double[] scores, boolean[] outcome, boolean wanted) {
        return IntStream.range(0, scores.length)
                .filter(i -> outcome[i] == wanted)
                .mapToDouble(i -> scores[i])
                .toArray();
    }

    private static Fit.Estimated estimated(List<Observation> observations) {
        return switch (LogisticRegression.fit("benchmark", COVARIATES, observations)) {
            case Fit.Estimated fit -> fit;
            case Fit.NotEstimable refused -> throw new IllegalStateException(refused.sentence());
        };
    }

    private static List<Observation> observations(int size) {
        Random random = new Random(1);
        List<Observation> observations = new ArrayList<>(size);
        double[] effects = {0.8, 0.5, -0.3};
        for (int i = 0; i < size; i++) {
            double[] values = random.doubles(effects.length, -1, 1).toArray();
            double risk = -1
                    + Arrays.stream(new int[] {0, 1, 2})
                            .mapToDouble(j -> effects[j] * values[j])
                            .sum();
            observations.add(new Observation(
                    "person " + i * 4 / 5,
                    random.nextDouble() < 1 / (1 + Math.exp(-risk)),
                    Map.of(COVARIATES.get(0), values[0], COVARIATES.get(1), values[1], COVARIATES.get(2), values[2])));
        }
        return observations;
    }
}
