package org.tessera.representativeness.distance;

import java.util.Arrays;
import java.util.Map;
import org.tessera.contracts.RepresentativenessReport.Persons;
import org.tessera.contracts.RepresentativenessReport.Range;

/** The range without margins by another way, for tests: a dynamic programme over category and persons handed out. */
final class HandingOut {
    private HandingOut() {}

    static Range range(Map<String, Double> reference, Map<String, Persons> cells, Persons total) {
        double low = Double.POSITIVE_INFINITY;
        double high = 0;
        for (int persons = total.atLeast(); persons <= total.atMost(); persons++) {
            low = Math.min(low, best(reference, cells, persons, 1));
            high = Math.max(high, -best(reference, cells, persons, -1));
        }
        return new Range(Math.sqrt(Base.TWO.fromNats(low)), Math.sqrt(Base.TWO.fromNats(high)));
    }

    private static double best(Map<String, Double> reference, Map<String, Persons> cells, int persons, int sign) {
        double all =
                reference.values().stream().mapToDouble(Double::doubleValue).sum();
        double[] sums = new double[persons + 1];
        Arrays.fill(sums, Double.POSITIVE_INFINITY);
        sums[0] = 0;
        for (Map.Entry<String, Persons> cell : cells.entrySet()) {
            double q = reference.getOrDefault(cell.getKey(), 0.0) / all;
            double[] next = new double[persons + 1];
            Arrays.fill(next, Double.POSITIVE_INFINITY);
            for (int held = cell.getValue().atLeast(); held <= cell.getValue().atMost(); held++) {
                double part = sign * JensenShannon.contribution(held / (double) persons, q);
                for (int used = 0; used + held <= persons; used++) {
                    next[used + held] = Math.min(next[used + held], sums[used] + part);
                }
            }
            sums = next;
        }
        return sums[persons];
    }
}
