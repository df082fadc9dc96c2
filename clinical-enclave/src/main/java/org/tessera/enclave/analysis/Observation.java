package org.tessera.enclave.analysis;

import java.util.Map;

/**
 * One image of one person in a model.
 *
 * @param person alias of the person; observations of one person are one cluster
 * @param outcome whether the person has the outcome
 * @param values the covariates in the model's units; a covariate that is absent is missing
 */
public record Observation(String person, boolean outcome, Map<String, Double> values) {
    /** Copies. */
    public Observation {
        values = Map.copyOf(values);
    }
}
