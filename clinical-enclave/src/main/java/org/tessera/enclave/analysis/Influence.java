package org.tessera.enclave.analysis;

import java.util.List;
import org.tessera.enclave.analysis.Fit.Estimated;
import org.tessera.enclave.disclosure.Disclosable;

/**
 * How much a model rests on one person.
 *
 * @param onNumbers the largest change of a coefficient or of the area under the curve, in its standard errors, that leaving
 *     out one person makes
 * @param onCurve the largest change of a parameter of the model's smooth curve, before it is rounded and in its last printed
 *     digit, that leaving out one person makes; the largest number where there would be no model or curve any more
 */
public record Influence(Disclosable.Influence onNumbers, double onCurve) {
    /** On a model of these observations; none where it has no estimate. */
    public static Influence of(Fit fit, List<Observation> observations) {
        return fit instanceof Estimated estimated
                ? new LeavingOneOut(estimated, observations).influence()
                : new Influence(new Disclosable.Influence(0, false, "the verdict"), 0);
    }
}
