package org.tessera.enclave.analysis.release;

import java.math.BigDecimal;
import org.tessera.enclave.disclosure.Rounding;
import org.tessera.rest.Problems;

/** Estimates as they are released. */
final class Estimates {
    private Estimates() {}

    /**
     * Rounded to what the sample can carry; throws the problem "estimate-not-finite" (409) for what no number can hold,
     * such as the odds ratio of a measure that hardly varies.
     */
    static BigDecimal rounded(double value, double standardError) {
        if (!Double.isFinite(value)) {
            throw Problems.conflict(
                    "estimate-not-finite",
                    "An estimate of a model is too large for a number; a smaller unit of its measure may help.");
        }
        return Rounding.toCarry(value, standardError);
    }
}
