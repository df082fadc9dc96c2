package org.tessera.enclave.analysis;

import org.hipparchus.linear.Array2DRowRealMatrix;
import org.hipparchus.linear.ArrayRealVector;
import org.hipparchus.linear.RealMatrix;
import org.hipparchus.linear.RealVector;

/**
 * How far the parameters of a model's smooth curve move when its coefficients move a little and some observations are left
 * out: they are means and deviations of the score in each class, which the mean and the scatter of the rows tell for any
 * coefficients.
 */
final class MovedCurve {
    /** Share of a class's scatter below which nothing is said: the others would hardly vary. */
    private static final double LEAST_SCATTER = 1e-6;

    private final SafeCurve.Shape shape;
    private final Design design;
    private final Scores with;
    private final Scores without;

    MovedCurve(SafeCurve.Shape shape, Design design) {
        this.shape = shape;
        this.design = design;
        this.with = new Scores(true);
        this.without = new Scores(false);
    }

    /** Of the scores of a class: mean, standard deviation, and how far the deviation is from it at most. */
    private record Spread(double mean, double deviation, double reach) {}

    private final class Scores {
        private final boolean outcome;
        private final RealVector mean;
        private final RealMatrix scatter;
        private int size;

        Scores(boolean outcome) {
            this.outcome = outcome;
            int columns = design.names.size();
            RealVector sum = new ArrayRealVector(columns);
            for (int i = 0; i < design.rows.length; i++) {
                if (design.outcome[i] == outcome) {
                    sum = sum.add(new ArrayRealVector(design.rows[i], false));
                    size++;
                }
            }
            mean = sum.mapDivide(size);
            double[][] products = new double[columns][columns];
            for (int i = 0; i < design.rows.length; i++) {
                for (int j = 0; design.outcome[i] == outcome && j < columns; j++) {
                    for (int k = 0; k < columns; k++) {
                        products[j][k] +=
                                (design.rows[i][j] - mean.getEntry(j)) * (design.rows[i][k] - mean.getEntry(k));
                    }
                }
            }
            scatter = new Array2DRowRealMatrix(products, false);
        }

        /** Not a number where too little is left. */
        Spread spread(RealVector beta, double reach, int[] left) {
            double whole = scatter.operate(beta).dotProduct(beta);
            double rest = whole;
            double moved = 0;
            int others = size;
            for (int i : left) {
                if (design.outcome[i] == outcome) {
                    double distance = new ArrayRealVector(design.rows[i], false)
                            .subtract(mean)
                            .dotProduct(beta);
                    rest -= distance * distance;
                    moved -= distance;
                    others--;
                }
            }
            rest -= moved * moved / others;
            double degrees = others - 1;
            double deviation = rest > LEAST_SCATTER * whole ? Math.sqrt(rest / degrees) : Double.NaN;
            return new Spread(mean.dotProduct(beta) + moved / others, deviation, reach * Math.sqrt(others / degrees));
        }
    }

    /**
     * The furthest that a parameter can move, in its last printed digit; {@link Change#ANY} where nothing can be said.
     *
     * @param beta coefficients
     * @param reach how far the log odds of each observation can be from those of these coefficients
     * @param left observations that are left out
     */
    double atMost(double[] beta, double reach, int[] left) {
        RealVector coefficients = new ArrayRealVector(beta, false);
        Spread ill = with.spread(coefficients, reach, left);
        Spread well = without.spread(coefficients, reach, left);
        if (!(ill.deviation() > ill.reach()) || !(well.deviation() > well.reach())) {
            return Change.ANY;
        }
        double most = 0;
        for (int sign = -1; sign <= 1; sign += 2) {
            double deviation = ill.deviation() - sign * ill.reach();
            double ratio = (well.deviation() + sign * well.reach()) / deviation;
            for (int side = -1; side <= 1; side += 2) {
                double distance = (ill.mean() - well.mean() + side * 2 * reach) / deviation;
                most = Math.max(most, shape.change(new SafeCurve.Shape(distance, ratio)));
            }
        }
        return most / SafeCurve.LAST_DIGIT;
    }
}
