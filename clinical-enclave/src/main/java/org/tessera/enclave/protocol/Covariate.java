package org.tessera.enclave.protocol;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** What a model may explain the outcome with. */
public sealed interface Covariate {
    /** Name of the column in the models. */
    String name();

    /**
     * A measure of the uploaded table, in units of its own.
     *
     * @param name column in the models
     * @param column column of the uploaded table
     * @param unit what one unit of the model is, 0.1 for "in tenths"
     */
    record Measure(String name, String column, double unit) implements Covariate {}

    /**
     * 1 when the weighted sum of conditions at the admission of the linked hospitalisation reaches a value, else 0.
     *
     * @param name column in the models
     * @param conditions the conditions
     * @param atLeast the value
     */
    record WeightedConditions(String name, List<Condition> conditions, int atLeast) implements Covariate {
        /** Copies the conditions. */
        public WeightedConditions {
            conditions = List.copyOf(conditions);
        }
    }

    /**
     * A condition with its weight.
     *
     * @param name name of the condition
     * @param concepts concepts that show it
     * @param weight points
     * @param replaces milder conditions whose points it takes the place of
     */
    record Condition(String name, ConceptSet concepts, int weight, Set<String> replaces) {
        /** Copies the names. */
        public Condition {
            replaces = Set.copyOf(replaces);
        }
    }

    /**
     * 1 when the lowest measurement of the study's calendar day lies below a value, else 0; missing when there is none.
     *
     * @param name column in the models
     * @param of measurements
     * @param fallback where there is none: low + (high - low)/3 of two others of the same time (diastolic, systolic)
     * @param below the value, exclusive
     * @param unit of the value; measurements of another one are left out. Protocols of before say none and take all
     */
    record LowestOnStudyDay(String name, ConceptSet of, Optional<Third> fallback, double below, Optional<Unit> unit)
            implements Covariate {}

    /**
     * A unit, as rows of measurements write it.
     *
     * @param concepts unit_concept_id
     * @param text unit_source_value where the concept is 0 or absent; lower case
     */
    record Unit(ConceptSet concepts, Set<String> text) {
        /** Copies the texts. */
        public Unit {
            text = Set.copyOf(text);
        }

        /** Whether a row is in this unit; one that names no unit is taken to be. */
        public boolean isOf(long concept, String said) {
            if (concept != 0) {
                return concepts.ids().contains(concept);
            }
            String spelt = said.strip().toLowerCase(Locale.ROOT);
            return spelt.isEmpty() || text.contains(spelt);
        }
    }

    /**
     * low + (high - low)/3: mean arterial pressure out of diastolic and systolic pressure.
     *
     * @param low diastolic
     * @param high systolic
     */
    record Third(ConceptSet low, ConceptSet high) {}
}
