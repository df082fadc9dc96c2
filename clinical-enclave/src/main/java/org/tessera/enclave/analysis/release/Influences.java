package org.tessera.enclave.analysis.release;

import jakarta.transaction.TransactionScoped;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.tessera.enclave.analysis.Fit;
import org.tessera.enclave.analysis.Influence;
import org.tessera.enclave.analysis.Observation;

/**
 * How much the models of one request rest on one person. Odds ratios, curves and subgroups of the same model are asked for
 * together, and in a large cohort one look takes a minute of the transaction they are frozen in.
 */
@TransactionScoped
class Influences {
    private final Map<Model, Influence> known = new HashMap<>();

    private record Model(Fit fit, List<Observation> observations) {}

    /** On a model of these observations. */
    Influence of(Fit fit, List<Observation> observations) {
        return known.computeIfAbsent(new Model(fit, observations), model -> Influence.of(fit, observations));
    }
}
