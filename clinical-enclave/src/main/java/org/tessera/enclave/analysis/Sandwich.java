package org.tessera.enclave.analysis;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.hipparchus.linear.Array2DRowRealMatrix;
import org.hipparchus.linear.ArrayRealVector;
import org.hipparchus.linear.QRDecomposition;
import org.hipparchus.linear.RealMatrix;
import org.hipparchus.linear.RealVector;

/** The Huber-White HC0 covariance of a logistic regression, clustered by person, with the factor G/(G-1) of G persons. */
final class Sandwich {
    private Sandwich() {}

    /**
     * The covariance of the coefficients. Throws {@link org.hipparchus.exception.MathIllegalArgumentException} when no
     * information is left because every probability is 0 or 1.
     *
     * @param design one row per observation
     * @param outcome of each observation
     * @param p fitted probability of each observation
     * @param persons whose each observation is
     */
    static RealMatrix covariance(double[][] design, boolean[] outcome, double[] p, List<String> persons) {
        int columns = design[0].length;
        RealMatrix information = new Array2DRowRealMatrix(columns, columns);
        Map<String, RealVector> scores = new TreeMap<>();
        for (int i = 0; i < p.length; i++) {
            RealVector row = new ArrayRealVector(design[i]);
            information = information.add(row.outerProduct(row).scalarMultiply(p[i] * (1 - p[i])));
            RealVector score = row.mapMultiply((outcome[i] ? 1 : 0) - p[i]);
            scores.merge(persons.get(i), score, RealVector::add);
        }
        RealMatrix meat = new Array2DRowRealMatrix(columns, columns);
        for (RealVector score : scores.values()) {
            meat = meat.add(score.outerProduct(score));
        }
        double clusters = scores.size();
        RealMatrix bread = new QRDecomposition(information).getSolver().getInverse();
        return bread.multiply(meat).multiply(bread).scalarMultiply(clusters / (clusters - 1));
    }
}
