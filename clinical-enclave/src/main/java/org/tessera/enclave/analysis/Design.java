package org.tessera.enclave.analysis;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.hipparchus.linear.Array2DRowRealMatrix;
import org.hipparchus.linear.RealMatrix;
import org.hipparchus.linear.RealVector;
import org.tessera.enclave.analysis.Fit.Sample;

/** The complete observations of a model as a matrix, intercept first, and what coefficients say of them. */
final class Design {
    private static final double COLLINEAR = 1e-7;

    /** Names of the columns. */
    final List<String> names;

    /** One row per observation. */
    final double[][] rows;

    /** Whether each observation has the outcome. */
    final boolean[] outcome;

    /** Whose each observation is. */
    final List<String> persons;

    /** How many observations there are, and how many were dropped for lack of a covariate. */
    final Sample sample;

    Design(List<String> covariates, List<Observation> observations) {
        this.names = new ArrayList<>(List.of("(Intercept)"));
        this.names.addAll(covariates);
        List<Observation> complete = observations.stream()
                .filter(each -> each.values().keySet().containsAll(covariates))
                .toList();
        this.persons = complete.stream().map(Observation::person).toList();
        this.rows = new double[complete.size()][names.size()];
        this.outcome = new boolean[complete.size()];
        for (int i = 0; i < rows.length; i++) {
            outcome[i] = complete.get(i).outcome();
            rows[i][0] = 1;
            for (int j = 1; j < names.size(); j++) {
                rows[i][j] = complete.get(i).values().getOrDefault(names.get(j), Double.NaN);
            }
        }
        int events = (int) complete.stream().filter(Observation::outcome).count();
        this.sample = new Sample(
                rows.length, (int) persons.stream().distinct().count(), events, dropped(covariates, observations));
    }

    private Design(Design whole, int[] kept) {
        this.names = whole.names;
        this.persons = Arrays.stream(kept).mapToObj(whole.persons::get).toList();
        this.rows = new double[kept.length][];
        this.outcome = new boolean[kept.length];
        int events = 0;
        for (int i = 0; i < kept.length; i++) {
            rows[i] = whole.rows[kept[i]];
            outcome[i] = whole.outcome[kept[i]];
            events += outcome[i] ? 1 : 0;
        }
        boolean someoneLeft = kept.length < whole.rows.length;
        this.sample =
                new Sample(kept.length, whole.sample.persons() - (someoneLeft ? 1 : 0), events, whole.sample.dropped());
    }

    /** The observations but those of one person. */
    Design without(int[] left) {
        boolean[] isLeft = new boolean[rows.length];
        Arrays.stream(left).forEach(i -> isLeft[i] = true);
        return new Design(
                this, IntStream.range(0, rows.length).filter(i -> !isLeft[i]).toArray());
    }

    /** For each observation the first one that has the same covariates. */
    int[] alike() {
        Map<List<Double>, Integer> first = new HashMap<>();
        return IntStream.range(0, rows.length)
                .map(i -> first.computeIfAbsent(Arrays.stream(rows[i]).boxed().toList(), any -> i))
                .toArray();
    }

    /** The observations of each person; of persons who differ in nothing, so that one left out is as the other, of one only. */
    List<int[]> distinctPersons() {
        int[] alike = alike();
        Map<String, List<Integer>> observations = new LinkedHashMap<>();
        for (int i = 0; i < rows.length; i++) {
            observations
                    .computeIfAbsent(persons.get(i), any -> new ArrayList<>())
                    .add(i);
        }
        Map<List<Integer>, int[]> distinct = new LinkedHashMap<>();
        for (List<Integer> mine : observations.values()) {
            List<Integer> kinds = mine.stream()
                    .map(i -> outcome[i] ? alike[i] : -1 - alike[i])
                    .sorted()
                    .toList();
            distinct.putIfAbsent(kinds, mine.stream().mapToInt(i -> i).toArray());
        }
        return List.copyOf(distinct.values());
    }

    private static Map<String, Integer> dropped(List<String> covariates, List<Observation> observations) {
        Map<String, Integer> dropped = new LinkedHashMap<>();
        for (String covariate : covariates) {
            int missing = (int) observations.stream()
                    .filter(each -> !each.values().containsKey(covariate))
                    .count();
            dropped.put(covariate, missing);
        }
        return dropped;
    }

    /** Columns whose part that is orthogonal to the columns before them is nothing, as R's pivoting finds them. */
    List<String> collinear() {
        List<String> collinear = new ArrayList<>();
        List<RealVector> basis = new ArrayList<>();
        RealMatrix matrix = new Array2DRowRealMatrix(rows, false);
        for (int j = 0; j < names.size(); j++) {
            RealVector column = matrix.getColumnVector(j);
            double norm = column.getNorm();
            RealVector rest = column;
            for (int pass = 0; pass < 2; pass++) {
                for (RealVector direction : basis) {
                    rest = rest.subtract(direction.mapMultiply(rest.dotProduct(direction)));
                }
            }
            if (norm == 0 || rest.getNorm() <= COLLINEAR * norm) {
                collinear.add(names.get(j));
            } else {
                basis.add(rest.mapDivide(rest.getNorm()));
            }
        }
        return collinear;
    }

    /** Log odds of each observation. */
    double[] linearPredictors(RealVector beta) {
        double[] eta = new double[rows.length];
        for (int i = 0; i < rows.length; i++) {
            for (int j = 0; j < names.size(); j++) {
                eta[i] += rows[i][j] * beta.getEntry(j);
            }
        }
        return eta;
    }

    /** Fitted probability of each observation. */
    double[] probabilities(RealVector beta) {
        double[] p = linearPredictors(beta);
        for (int i = 0; i < p.length; i++) {
            p[i] = 1 / (1 + Math.exp(-p[i]));
        }
        return p;
    }

    /** Minus twice the logarithm of the likelihood. */
    double deviance(RealVector beta) {
        double[] p = probabilities(beta);
        double sum = 0;
        for (int i = 0; i < p.length; i++) {
            sum += Math.log(outcome[i] ? p[i] : 1 - p[i]);
        }
        return -2 * sum;
    }
}
